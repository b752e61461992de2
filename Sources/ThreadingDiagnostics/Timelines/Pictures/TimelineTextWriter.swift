// Part of swift-threading. Apache-2.0: see LICENSE.

/// Draws a timeline with characters: a line for each thread, a column for each moment.
struct TimelineTextWriter {
    let timeline: Timeline
    let width: Int

    /// More would fill more than a screen.
    private static let mostLanes = 40

    /// All lines.
    func text() -> String {
        let lanes = timeline.lanes.prefix(Self.mostLanes)
        let nameWidth = min(lanes.map(\.name.count).max() ?? 0, 20)
        let columns = max(10, width - nameWidth - 3)
        var lines = [heading(columns: columns)]
        lines += lanes.map { lane in
            let name = lane.name.prefix(nameWidth)
            let gap = String(repeating: " ", count: nameWidth - name.count)
            return "\(name)\(gap) |\(String(cells(of: lane, columns)))|"
        }
        let hidden = timeline.lanes.count - lanes.count
        if hidden > 0 { lines.append("and \(hidden) more threads") }
        lines.append(legend)
        lines += timeline.locks.prefix(5).flatMap { Self.sentences(of: $0, in: timeline) }
        if timeline.droppedEvents > 0 { lines.append("\(timeline.droppedEvents) events were dropped (shown as ?)") }
        return lines.joined(separator: "\n")
    }

    private func heading(columns: Int) -> String {
        let count = timeline.lanes.count == 1 ? "1 thread" : "\(timeline.lanes.count) threads"
        let column = TimeText.text(timeline.length / columns)
        return "\(count), \(TimeText.text(timeline.length)); a column is \(column)"
    }

    private var legend: String {
        let signs = ["# holds a lock", "= runs", ". waits"]
        let hasTasks = timeline.lanes.contains { !$0.tasks.isEmpty }
        return (hasTasks ? signs + ["0-9 a task, by its last digit"] : signs).joined(separator: "   ")
    }

    /// What there is to say of a lock; two lines, that they fit where the lanes do.
    static func sentences(of lock: LockContention, in timeline: Timeline) -> [String] {
        var sentences: [String] = []
        if lock.holds > 0 {
            let length = max(timeline.length, 1)
            let share = Int(lock.held / .nanoseconds(length) * 100)
            sentences.append(
                "\(lock.name): held \(times(lock.holds)), \(TimeText.text(lock.held)), \(share) % of the time"
            )
        }
        if lock.waits > 0 {
            let longest = lock.waits == 1 ? "" : " in all, \(TimeText.text(lock.longestWait)) at most"
            sentences.append("\(lock.name): waited for \(times(lock.waits)), \(TimeText.text(lock.waited))\(longest)")
        }
        return sentences
    }

    private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }

    /// In each column what the thread was at for most of that moment.
    private func cells(of lane: TimelineLane, _ columns: Int) -> [Character] {
        var shares = [[Character: Int]](repeating: [:], count: columns)
        for (state, time) in LaneStates(lane).spans { add(Self.sign(of: state), time, to: &shares) }
        if lane.dropped > 0 { add("?", lane.life.upperBound..<timeline.length, to: &shares) }
        return shares.map { shares in
            // By the sign as well, so that of two equal ones it is always the same.
            shares.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? " "
        }
    }

    private func add(_ sign: Character, _ time: Range<Int>, to shares: inout [[Character: Int]]) {
        guard !time.isEmpty, timeline.length > 0 else { return }
        func column(_ time: Int) -> Int { min(shares.count - 1, time * shares.count / timeline.length) }
        for place in column(time.lowerBound)...column(time.upperBound) {
            let begin = place * timeline.length / shares.count
            let end = (place + 1) * timeline.length / shares.count
            let share = min(end, time.upperBound) - max(begin, time.lowerBound)
            if share > 0 { shares[place][sign, default: 0] += share }
        }
    }

    private static func sign(of state: LaneStates.State) -> Character {
        switch state {
        case .waiting: "."
        case .holding: "#"
        case .running: "="
        case .task(let number): Character("\(number % 10)")
        }
    }
}
