// Part of swift-threading. Apache-2.0: see LICENSE.

/// Draws one thread: what it ran, over that its tasks, over those the locks that it held, and over all its waits.
struct SVGLaneWriter {
    private let lane: TimelineLane
    private let picture: SVGTimelineWriter
    private let y: Int
    private let height: Int
    private let layout: SVGLayout

    init(_ lane: TimelineLane, picture: SVGTimelineWriter, y: Int) {
        self.lane = lane
        self.picture = picture
        self.y = y
        layout = picture.layout
        height = layout.laneHeight
    }

    func lines() -> [String] {
        var lines = [name()]
        let (begin, end) = (layout.x(lane.life.lowerBound), layout.x(lane.life.upperBound))
        lines.append(
            SVGText.rectangle("run", x: begin, y: y, width: max(5, end - begin), height: height, title: "runs")
        )
        if lane.dropped > 0 {
            let title = "not recorded: \(lane.dropped) events were dropped"
            lines.append(
                SVGText.rectangle("lost", x: end, y: y, width: layout.right - end, height: height, title: title)
            )
        }
        lines += tasks() + holds() + waits()
        return lines
    }

    private func name() -> String {
        let name = lane.name.count > 24 ? "\(lane.name.prefix(23))…" : lane.name
        let waited = lane.waits.reduce(0) { $0 + $1.time.count }
        let title =
            "\(lane.name): there for \(TimeText.text(lane.life.count)), of which it waited \(TimeText.text(waited))"
        return SVGText.text("name", x: 120, y: y + height / 2 + 45, name, title: title)
    }

    private func tasks() -> [String] {
        lane.tasks.enumerated().flatMap { place, task in
            let title = "task \(task.number) of \(task.pool), \(TimeText.text(task.time.count))"
            let (x, width) = extent(of: task.time)
            // Two shades in turns, so that one is told from the next.
            let rectangle = SVGText.rectangle(
                "task\(place % 2)",
                x: x,
                y: y,
                width: width,
                height: height,
                title: title
            )
            let isLabelled = width >= 70 * "\(task.number)".count + 40 && height >= 120
            let label = SVGText.text("number", x: x + width / 2, y: y + height / 2 + 35, "\(task.number)")
            return isLabelled ? [rectangle, label] : [rectangle]
        }
    }

    /// In the middle of a task a rim of that is left to be seen.
    private func holds() -> [String] {
        let within = Inner(of: lane.tasks.map(\.time))
        let rim = height / 5
        return Dictionary(grouping: lane.holds, by: \.object).sorted { $0.key < $1.key }.flatMap { lock, holds in
            draw(holds, as: picture.colour(of: lock), verb: "holds \(lock)") { hold in
                within.contains(hold.time) ? (y + rim, height - rim) : (y, height)
            }
        }
    }

    /// In the middle of a task, or with a lock held, as well.
    private func waits() -> [String] {
        let within = Inner(of: lane.holds.map(\.time) + lane.tasks.map(\.time))
        let rim = height / 4
        return draw(lane.waits, as: "wait", verb: "waits") { wait in
            within.contains(wait.time) ? (y + rim, height - 2 * rim) : (y, height)
        }
    }

    private func extent(of time: Range<Int>) -> (x: Int, width: Int) {
        let x = layout.x(time.lowerBound)
        return (x, max(5, layout.x(time.upperBound) - x))
    }

    /// Draws the spans that are wide enough to be seen one by one, and what is narrower in columns of a pixel.
    private func draw(
        _ spans: [TimelineSpan],
        as kind: String,
        verb: String,
        _ band: (TimelineSpan) -> (y: Int, height: Int)
    ) -> [String] {
        var lines: [String] = []
        var columns = SVGColumns(layout)
        for span in spans {
            if layout.x(span.time.upperBound) - layout.x(span.time.lowerBound) < 8 {
                columns.add(span.time)
                continue
            }
            let what = kind == "wait" ? span.waiting : verb
            let (x, width) = extent(of: span.time)
            let (y, height) = band(span)
            let title = "\(what), \(TimeText.text(span.time.count))"
            lines.append(SVGText.rectangle(kind, x: x, y: y, width: width, height: height, title: title))
        }
        // Without an outline, which at this width would be all of it.
        let faint = kind == "wait" ? "few" : kind
        for run in columns.runs() {
            let title = "\(verb) \(run.count) times, \(TimeText.text(run.time)) in all"
            let opacity = run.quarters == 4 ? "" : "opacity=\"\([0, 0.25, 0.5, 0.75][run.quarters])\""
            lines.append(
                SVGText.rectangle(faint, x: run.x, y: y, width: run.width, height: height, opacity, title: title)
            )
        }
        return lines
    }
}
