// Part of swift-threading. Apache-2.0: see LICENSE.

/// Says whether something begins in the middle of something else.
struct Inner {
    /// From where on what began until there lasts until when, in the order of both.
    private var lasts: [(begin: Int, end: Int)] = []

    init(of outer: [Range<Int>]) {
        for time in outer.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            let end = max(time.upperBound, lasts.last?.end ?? 0)
            lasts.append((time.lowerBound, end))
        }
    }

    /// Whether anything that began before lasts beyond its beginning.
    func contains(_ time: Range<Int>) -> Bool {
        // The last that begins no later, by halves.
        var (low, high) = (0, lasts.count)
        while low < high {
            let middle = (low + high) / 2
            if lasts[middle].begin <= time.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low > 0 && lasts[low - 1].end > time.lowerBound
    }
}
