// Part of swift-threading. Apache-2.0: see LICENSE.

/// A row of slices as viewers of traces draw it: what is not apart from another lies within it.
///
/// Waits and tasks do; a lock can be released in the middle of anything. Those that do not fit go to a row below.
struct TraceTrack {
    struct Slice {
        let name: String
        let category: String
        let time: Range<Int>

        /// The flows that begin or end with the slice, as the format has them.
        var flows: [String] = []

        var isHold: Bool { category == "lock" }
    }

    /// In the order in which they are drawn: the outer before what lies within it.
    private(set) var slices: [Slice] = []

    /// The holds for which there is another row.
    private(set) var rest: [Slice] = []

    init(_ slices: [Slice]) {
        var isOut = [Bool](repeating: false, count: slices.count)
        let sorted = slices.sorted {
            ($0.time.lowerBound, $1.time.upperBound) < ($1.time.lowerBound, $0.time.upperBound)
        }
        var open: [Int] = []
        for (place, slice) in sorted.enumerated() {
            open.removeAll { sorted[$0].time.upperBound <= slice.time.lowerBound }
            while let outer = open.last, sorted[outer].time.upperBound < slice.time.upperBound {
                // One of the two is to go: a hold, and the earlier if both are.
                guard sorted[outer].isHold else { break }
                isOut[outer] = true
                open.removeLast()
            }
            if let outer = open.last, sorted[outer].time.upperBound < slice.time.upperBound, slice.isHold {
                isOut[place] = true
            } else {
                open.append(place)
            }
        }
        for (place, slice) in sorted.enumerated() {
            if isOut[place] { rest.append(slice) } else { self.slices.append(slice) }
        }
    }
}
