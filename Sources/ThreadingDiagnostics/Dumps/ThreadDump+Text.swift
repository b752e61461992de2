// Part of swift-threading. Apache-2.0: see LICENSE.

extension ThreadDump: CustomStringConvertible {
    /// A title, a line for each thread, and the deadlocks.
    ///
    /// The columns are the thread's number, its name, the system's number of it, what it does, for how long, and the rest.
    public var description: String {
        let count = entries.count == 1 ? "1 thread" : "\(entries.count) threads"
        let title = "thread dump of process \(processID), \(WallTime.text(time)), \(count)"
        let remark = "  What they wait for is not known: ThreadRecording was off."
        return ([title] + lines + (isRecorded ? [] : [remark]) + deadlocks.map(\.description)).joined(separator: "\n")
    }

    /// A line for each thread.
    var lines: [String] {
        let rows = entries.map(row)
        let widths = (0..<5).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            var line = " "
            for (column, width) in widths.enumerated() {
                // Numbers and times stand at the right of their columns.
                let isNumber = column != 1 && column != 3
                let space = String(repeating: " ", count: width - row[column].count)
                line += " " + (isNumber ? space + row[column] : row[column] + space) + " "
            }
            line += " " + row[5]
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    private func row(_ entry: Entry) -> [String] {
        let marks = (entry.isDaemon ? " daemon" : "") + (entry.isForeign ? " foreign" : "")
        let holds = entry.holds.map { "\($0.object) since \(WallTime.clock(time - $0.duration))" }
        let parts = [Self.activity(entry, time)] + (holds.isEmpty ? [] : ["holds " + holds.joined(separator: ", ")])
        return [
            "#\(entry.thread.id)", entry.thread.name.debugDescription + marks,
            entry.thread.nativeID.map(String.init) ?? "-", entry.state.rawValue,
            entry.wait.map { WallTime.seconds($0.duration) } ?? "",
            parts.filter { !$0.isEmpty }.joined(separator: "; "),
        ]
    }

    private static func activity(_ entry: Entry, _ time: Duration) -> String {
        guard let wait = entry.wait else {
            // What runs by our knowledge and sleeps by the system's waits for something that is not ours.
            guard entry.state == .running, let state = entry.systemState, state != "running" else { return "" }
            return "\(state) in the system"
        }
        let since = "since \(WallTime.clock(time - wait.duration)) "
        let end = wait.remaining.map { ", gives up in \(WallTime.seconds($0))" } ?? ""
        return since + text(wait) + end
    }

    private static func text(_ wait: Wait) -> String {
        switch (wait.object.kind, wait.holder) {
        case ("join", let thread?): "for \(thread) to end"
        case ("join", nil): "for a thread to end"
        case ("lock", let holder?):
            "for \(wait.object), held by \(holder)\(wait.holderHasEnded ? ", which has ended" : "")"
        case ("lock", nil): "for \(wait.object), whose holder is not known"
        case ("sleep", _): "for time to pass"
        default: "for \(wait.object)"
        }
    }
}
