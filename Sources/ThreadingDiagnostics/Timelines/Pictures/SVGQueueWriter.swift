// Part of swift-threading. Apache-2.0: see LICENSE.

/// Draws how full a queue was, as steps above a base line.
struct SVGQueueWriter {
    let queue: TimelineQueue
    let layout: SVGLayout
    let y: Int

    private var base: Int { y + layout.queueHeight }
    private var most: Int { max(1, queue.depths.map(\.count).max() ?? 0) }

    func lines() -> [String] {
        let name = queue.name.count > 24 ? "\(queue.name.prefix(23))…" : queue.name
        let middle = y + layout.queueHeight / 2
        let title = "how many elements \(queue.name) has: \(queue.depths.map(\.count).max() ?? 0) at most"
        return [
            SVGText.text("name", x: 120, y: middle + 45, name, title: title),
            SVGText.text("end", x: layout.left - 50, y: y + 80, "\(most)"),
            SVGText.text("end", x: layout.left - 50, y: base, "0"),
            "<path class=\"area\" d=\"\(path())\"><title>\(SVGText.escaped(title))</title></path>",
        ]
    }

    /// For each half a pixel the least, the most and the last are drawn, whatever happens in between.
    private func path() -> String {
        guard let first = queue.depths.first else { return "" }
        var points = "M\(SVGText.length(layout.x(first.time))) \(SVGText.length(base))"
        var place = 0
        while place < queue.depths.count {
            let x = layout.x(queue.depths[place].time)
            var end = place
            while end < queue.depths.count, layout.x(queue.depths[end].time) < x + 5 { end += 1 }
            let counts = queue.depths[place..<end].map(\.count)
            var heights = [counts[0], counts.max() ?? 0, counts.min() ?? 0, counts[counts.count - 1]]
            if counts.count == 1 { heights = [counts[0]] }
            points += "H\(SVGText.length(x))" + heights.map { "V\(SVGText.length(height(of: $0)))" }.joined()
            place = end
        }
        return "\(points)H\(SVGText.length(layout.right))V\(SVGText.length(base))Z"
    }

    private func height(of count: Int) -> Int { base - count * layout.queueHeight / most }
}
