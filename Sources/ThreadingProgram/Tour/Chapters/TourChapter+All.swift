// Part of swift-threading. Apache-2.0: see LICENSE.

extension TourChapter {
    /// The article in its own order, and its questions at the end.
    static let all = sharing + pipelines + costs

    /// From one, as in ``all``.
    var number: Int { (Self.all.firstIndex { $0.name == name } ?? 0) + 1 }

    /// A line for each chapter.
    static var list: String {
        let width = all.map(\.name.count).max() ?? 0
        return all.map { chapter in
            let number = chapter.number < 10 ? " \(chapter.number)" : "\(chapter.number)"
            let gap = String(repeating: " ", count: width - chapter.name.count)
            return "  \(number)  \(chapter.name)\(gap)  \(chapter.title)"
        }.joined(separator: "\n")
    }
}
