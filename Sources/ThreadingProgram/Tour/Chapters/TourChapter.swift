// Part of swift-threading. Apache-2.0: see LICENSE.

/// One chapter of the tour: a part of the article, and the program that stands for it here.
struct TourChapter: Sendable {
    /// What it is asked for by.
    let name: String

    let title: String

    /// What the article's program shows, and what is different here.
    let text: String

    /// The article's racy program, where there is one.
    var refused: RefusedProgram?

    /// The text of the file in `Programs`.
    let source: ProgramSource

    /// The program in that file.
    let main: @Sendable () throws -> Void

    /// The chapter of that name or, counted from one, of that number.
    static func find(_ nameOrNumber: String) -> TourChapter? {
        if let number = Int(nameOrNumber) {
            return all.indices.contains(number - 1) ? all[number - 1] : nil
        }
        return all.first { $0.name == nameOrNumber }
    }
}
