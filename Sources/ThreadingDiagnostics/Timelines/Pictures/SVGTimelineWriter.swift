// Part of swift-threading. Apache-2.0: see LICENSE.

/// Draws a timeline as an SVG document.
struct SVGTimelineWriter {
    let timeline: Timeline
    let layout: SVGLayout

    /// The locks, whose colours go round in the order in which they are waited for.
    let locks: [LockContention]
    private let colours: [String: String]

    init(_ timeline: Timeline) {
        self.timeline = timeline
        layout = SVGLayout(timeline)
        locks = timeline.locks
        let held = locks.filter { $0.holds > 0 }
        colours = Dictionary(
            uniqueKeysWithValues: held.enumerated().map { ($1.name, $0 < 4 ? "lock\($0)" : "more") }
        )
    }

    func colour(of lock: String) -> String { colours[lock] ?? "more" }

    /// The whole document.
    func text() -> String {
        let notes = notes()
        let height = layout.bottom + 300 + 180 * notes.count
        let size = "width=\"\(SVGText.length(layout.width))\" height=\"\(SVGText.length(height))\""
        let box = "viewBox=\"0 0 \(SVGText.length(layout.width)) \(SVGText.length(height))\""
        var lines = ["<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) \(box)>", SVGText.style]
        lines.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>")
        lines += heading() + axis()
        for (place, lane) in layout.lanes.enumerated() {
            lines += SVGLaneWriter(lane, picture: self, y: layout.y(ofLane: place)).lines()
        }
        for (place, queue) in layout.queues.enumerated() {
            lines += SVGQueueWriter(queue: queue, layout: layout, y: layout.y(ofQueue: place)).lines()
        }
        for (place, note) in notes.enumerated() {
            lines.append(SVGText.text("note", x: 120, y: layout.bottom + 280 + 180 * place, note))
        }
        return (lines + ["</svg>", ""]).joined(separator: "\n")
    }

    // MARK: Above the lanes

    private func heading() -> [String] {
        let count = timeline.lanes.count
        let title = "\(count == 1 ? "1 thread" : "\(count) threads"), \(TimeText.text(timeline.length))"
        var lines = [SVGText.text("title", x: 120, y: 280, title)]
        var x = 120
        for (kind, name) in legend {
            lines.append(SVGText.rectangle(kind, x: x, y: 420, width: 160, height: 140))
            lines.append(SVGText.text("note", x: x + 220, y: 540, name))
            x += 220 + 68 * name.count + 200
        }
        return lines
    }

    private var legend: [(kind: String, name: String)] {
        var legend = [("run", "runs"), ("wait", "waits")]
        if timeline.lanes.contains(where: { !$0.tasks.isEmpty }) { legend.append(("task0", "does a task of a pool")) }
        let held = locks.filter { $0.holds > 0 }
        legend += held.prefix(4).map { (colour(of: $0.name), "holds \($0.name)") }
        if held.count > 4 { legend.append(("more", "holds another lock")) }
        return legend
    }

    private func axis() -> [String] {
        let top = SVGText.length(layout.top - 60)
        return TimeText.ticks(timeline.length).flatMap { time, text in
            let x = SVGText.length(layout.x(time))
            let line =
                "<line class=\"grid\" x1=\"\(x)\" y1=\"\(top)\" x2=\"\(x)\" y2=\"\(SVGText.length(layout.bottom))\"/>"
            return [line, SVGText.text("tick", x: layout.x(time), y: layout.top - 110, text)]
        }
    }

    // MARK: Below them

    private func notes() -> [String] {
        var notes = locks.prefix(6).map { lock in
            let sentences = TimelineTextWriter.sentences(of: lock, in: timeline)
            // The second begins with the lock's name, too.
            return ([sentences[0]] + sentences.dropFirst().map { String($0.dropFirst(lock.name.count + 2)) })
                .joined(separator: "; ")
        }
        if locks.count > 6 { notes.append("and \(locks.count - 6) more locks") }
        let hiddenLanes = timeline.lanes.count - layout.lanes.count
        if hiddenLanes > 0 {
            notes.append("\(hiddenLanes) more threads, which were there for less time, are not drawn.")
        }
        let hiddenQueues = timeline.queues.count - layout.queues.count
        if hiddenQueues > 0 { notes.append("\(hiddenQueues) more queues are not drawn.") }
        if timeline.droppedEvents > 0 {
            notes.append("\(timeline.droppedEvents) events were dropped: hatched is what is not known.")
        }
        notes.append(
            "A thread runs unless it waits for something of swift-threading: what the system has it wait for counts as running."
        )
        return notes
    }
}
