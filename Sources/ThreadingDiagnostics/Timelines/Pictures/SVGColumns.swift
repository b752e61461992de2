// Part of swift-threading. Apache-2.0: see LICENSE.

/// What is too narrow to be drawn one by one, gathered by the pixel.
///
/// So a picture has a size that does not depend on how much has happened.
struct SVGColumns {
    /// Columns side by side that are covered about as much.
    struct Run {
        let x: Int
        var width: Int

        /// How much of it is covered, one to four.
        let quarters: Int

        /// Of how many spans, and how long they are together.
        var count: Int
        var time: Int
    }

    private let layout: SVGLayout
    private var counts: [Int]
    private var times: [Int]

    init(_ layout: SVGLayout) {
        self.layout = layout
        counts = Array(repeating: 0, count: layout.columns)
        times = counts
    }

    /// Counts it where it begins: it is narrower than a column.
    mutating func add(_ time: Range<Int>) {
        let column = min(max(0, (layout.x(time.lowerBound) - layout.left) / 10), counts.count - 1)
        counts[column] += 1
        times[column] += time.count
    }

    func runs() -> [Run] {
        let column = max(1, layout.length / counts.count)
        var runs: [Run] = []
        for place in counts.indices where counts[place] > 0 {
            let quarters = min(4, max(1, (times[place] * 4 + column / 2) / column))
            let x = layout.left + place * 10
            if let last = runs.last, last.x + last.width == x, last.quarters == quarters {
                runs[runs.count - 1].width += 10
                runs[runs.count - 1].count += counts[place]
                runs[runs.count - 1].time += times[place]
            } else {
                runs.append(Run(x: x, width: 10, quarters: quarters, count: counts[place], time: times[place]))
            }
        }
        return runs
    }
}
