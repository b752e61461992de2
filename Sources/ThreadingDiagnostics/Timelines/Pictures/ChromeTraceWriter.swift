// Part of swift-threading. Apache-2.0: see LICENSE.

/// Writes a timeline in the trace event format, which Perfetto and Chrome read.
///
/// https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
struct ChromeTraceWriter {
    private let timeline: Timeline
    private let process: String
    private var lines: [String] = []

    init(_ timeline: Timeline) {
        self.timeline = timeline
        process = "\"pid\":\(timeline.processID)"
    }

    /// The whole file.
    mutating func text() -> String {
        let submitted = submissions()
        for (place, lane) in timeline.lanes.enumerated() {
            name(lane.number, lane.name, place: place)
            add(lane, submitted[lane.number] ?? [])
        }
        for queue in timeline.queues { add(queue) }
        return """
            {"traceEvents":[
            \(lines.joined(separator: ",\n"))
            ],"displayTimeUnit":"ns","otherData":{"droppedEvents":\(timeline.droppedEvents)}}

            """
    }

    /// Who submitted which task.
    private func submissions() -> [UInt64: [TraceTrack.Slice]] {
        var all: [UInt64: [TraceTrack.Slice]] = [:]
        for task in timeline.lanes.flatMap(\.tasks) {
            guard let submission = task.submission else { continue }
            // A viewer ties the arrow to the slice that it begins in, so there is one.
            var slice = TraceTrack.Slice(name: "submits task \(task.number)", category: "task", time: submission.time)
            slice.flows = [flow("s", task, on: submission.lane, at: submission.time.lowerBound)]
            all[submission.lane, default: []].append(slice)
        }
        return all
    }

    private mutating func add(_ lane: TimelineLane, _ submissions: [TraceTrack.Slice]) {
        var slices = submissions
        for task in lane.tasks {
            var slice = TraceTrack.Slice(name: "task \(task.number) of \(task.pool)", category: "task", time: task.time)
            if task.submission != nil { slice.flows = [flow("f", task, on: lane.number, at: task.time.lowerBound)] }
            slices.append(slice)
        }
        slices += lane.waits.map { TraceTrack.Slice(name: $0.waiting, category: "wait", time: $0.time) }
        slices += lane.holds.map { TraceTrack.Slice(name: "holds \($0.object)", category: "lock", time: $0.time) }
        var track = TraceTrack(slices)
        var number = lane.number
        add(track, to: number)
        if lane.dropped > 0 { tellDropped(lane) }
        while !track.rest.isEmpty {
            // Beyond the numbers of threads.
            number += 1_000_000
            name(number, "\(lane.name), locks", place: nil)
            track = TraceTrack(track.rest)
            add(track, to: number)
        }
    }

    private mutating func add(_ track: TraceTrack, to number: UInt64) {
        for slice in track.slices {
            add(
                "X",
                slice.name,
                slice.category,
                on: number,
                at: slice.time.lowerBound,
                "\"dur\":\(JSONText.microseconds(slice.time.count))"
            )
            lines += slice.flows
        }
    }

    private mutating func add(_ queue: TimelineQueue) {
        let name = JSONText.quoted("elements of \(queue.name)")
        for depth in queue.depths {
            let time = "\"ts\":\(JSONText.microseconds(depth.time))"
            lines.append("{\"ph\":\"C\",\"name\":\(name),\(process),\(time),\"args\":{\"elements\":\(depth.count)}}")
        }
    }

    private mutating func tellDropped(_ lane: TimelineLane) {
        let name = "not recorded from here on: \(lane.dropped) events were dropped"
        add("i", name, "recorder", on: lane.number, at: lane.life.upperBound, "\"s\":\"t\"")
    }

    private mutating func name(_ number: UInt64, _ name: String, place: Int?) {
        let thread = "{\"ph\":\"M\",\(process),\"tid\":\(number),\"ts\":0"
        lines.append("\(thread),\"name\":\"thread_name\",\"args\":{\"name\":\(JSONText.quoted(name))}}")
        guard let place else { return }
        lines.append("\(thread),\"name\":\"thread_sort_index\",\"args\":{\"sort_index\":\(place)}}")
    }

    private func flow(_ phase: String, _ task: TimelineTask, on number: UInt64, at time: Int) -> String {
        // The arrow ends at the slice that is there, and not at the next one.
        let rest = phase == "f" ? "\"id\":\(task.number),\"bp\":\"e\"" : "\"id\":\(task.number)"
        return event(phase, "submitted", "task", on: number, at: time, rest)
    }

    private mutating func add(
        _ phase: String,
        _ name: String,
        _ category: String,
        on number: UInt64,
        at time: Int,
        _ rest: String
    ) {
        lines.append(event(phase, name, category, on: number, at: time, rest))
    }

    private func event(
        _ phase: String,
        _ name: String,
        _ category: String,
        on number: UInt64,
        at time: Int,
        _ rest: String
    ) -> String {
        "{\"ph\":\"\(phase)\",\"name\":\(JSONText.quoted(name)),\"cat\":\"\(category)\",\(process),"
            + "\"tid\":\(number),\"ts\":\(JSONText.microseconds(time)),\(rest)}"
    }
}
