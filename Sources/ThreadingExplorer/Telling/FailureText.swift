// Part of swift-threading. Apache-2.0: see LICENSE.

/// What a failure says.
struct FailureText {
    let settings: ExplorationSettings
    let finding: Finding
    let schedules: Int

    /// Whether shorter ones were looked for.
    let isShortened: Bool

    /// Whether the schedule failed in the same way when it was run once more.
    let repeats: Bool

    var failure: ExplorationFailure {
        ExplorationFailure(
            kind: finding.kind,
            message: finding.message,
            schedule: finding.schedule.description,
            schedules: schedules,
            trace: finding.trace,
            description: description
        )
    }

    private var description: String {
        var parts = ["\(finding.kind.rawValue) in schedule \(schedules): \(finding.message)"]
        if !finding.trace.isEmpty { parts.append(heading + "\n" + indented(finding.trace)) }
        if !repeats {
            parts.append(
                """
                It did not fail again when it was run once more: something in the test does not follow from the schedule, \
                as random numbers, real time, the order of a Set, or what another run has left behind.
                """
            )
        }
        let place = "\(settings.fileID):\(settings.line)"
        parts.append("To run it again: try explore(replaying: \"\(finding.schedule)\") { … }, at \(place)")
        return parts.joined(separator: "\n\n")
    }

    private var heading: String {
        let preemptions =
            switch finding.preemptions {
            case 0: "no preemption"
            case 1: "1 preemption"
            case let count: "\(count) preemptions"
            }
        return "\(isShortened ? "The shortest schedule found" : "The schedule"), with \(preemptions):"
    }

    private func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
    }
}
