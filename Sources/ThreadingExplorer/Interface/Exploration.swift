// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreadingExplorer
internal import ThreadingCore

/// One call of `explore`: runs schedules, and makes the most of the first that fails.
struct Exploration {
    let settings: ExplorationSettings

    /// How long a thread may be away before it is taken to block on something that the explorer does not see.
    private static var patience: Duration { ExplorationEnvironment.stretched(.seconds(10)) }

    /// How many schedules may be spent on finding a shorter one that fails, and for how long.
    private static var shrinkingSchedules: Int { 200 }
    private static var shrinkingTime: Duration { ExplorationEnvironment.stretched(.seconds(3)) }

    func run(_ search: any Search) throws(ExplorationFailure) -> ExplorationReport {
        let start = ContinuousClock.now
        let limit = ExplorationEnvironment.stretched(settings.timeLimit)
        let budget = Budget(schedules: settings.schedules, until: Deadline(after: limit))
        switch conduct(search, budget) {
        case .failed(let finding):
            throw failure(shrunk(finding), after: budget.schedules)
        case .exhausted where search.isExhaustive && !budget.hidesInterleavings:
            return report(.exhausted(schedules: budget.schedules), budget, start)
        case .exhausted, .budgetUsedUp, .spent:
            return report(.budget(schedules: budget.schedules), budget, start)
        }
    }

    /// Runs one schedule, and says all about it if it fails.
    func replay(_ schedule: Schedule) throws(ExplorationFailure) -> ExplorationReport {
        let start = ContinuousClock.now
        let budget = Budget(schedules: 1, until: .never)
        // Looked at from the beginning: if it fails, there is no need to run it again.
        let recorder = Recorder(quietFor: 0)
        if case .failed(var finding) = conduct(GuidedSearch(schedule), budget, recorder: recorder) {
            finding.message = recorder.resolve(finding.message)
            finding.trace = recorder.resolve(finding.trace)
            throw FailureText(settings: settings, finding: finding, schedules: 1, isShortened: false, repeats: true)
                .failure
        }
        return report(.budget(schedules: 1), budget, start)
    }

    private func report(
        _ outcome: ExplorationReport.Outcome,
        _ budget: Budget,
        _ start: ContinuousClock.Instant
    ) -> ExplorationReport {
        ExplorationReport(
            outcome: outcome,
            preemptions: settings.preemptions,
            duration: ContinuousClock.now - start,
            longestSchedule: budget.longest,
            remarks: budget.remarks
        )
    }

    // MARK: Running

    /// Runs the schedules of a search until there is a reason to stop.
    private func conduct(_ search: any Search, _ budget: Budget, recorder: Recorder? = nil) -> Ending {
        // The explorer's own code: nothing that the sanitizer should look at.
        ct_hide()
        defer { ct_reveal() }
        while true {
            let conductor = Conductor(settings, search, budget, recorder: recorder)
            let error = conductor.start()
            Misuse.unless(error == 0, "an exploration needs a thread, and \(ThreadStart.describe(error))")
            let ending = wait(for: conductor)
            conductor.dismiss()
            if case .spent = ending { continue }
            return ending
        }
    }

    /// Waits for the conductor, and looks now and then whether it still moves.
    private func wait(for conductor: Conductor) -> Ending {
        var seen = -1
        var patience = 0
        let pause = Self.patience / 10
        while !conductor.caller.wait(until: Deadline(after: pause)) {
            let now = conductor.currentProgress
            patience = now == seen ? patience + 1 : 0
            seen = now
            // One that computes gets six times as long: the machine may be busy.
            if patience >= 60 || (patience >= 10 && conductor.runnerSleeps) {
                return .failed(conductor.stallFinding())
            }
        }
        conductor.tellCallerOrder()
        return conductor.ending
    }

    // MARK: Making the most of a failure

    /// A schedule with fewer departures, or fewer preemptions, that fails in the same way.
    private func shrunk(_ finding: Finding) -> Finding {
        guard Self.canBeRepeated(finding) else { return finding }
        let budget = Budget(schedules: Self.shrinkingSchedules, until: Deadline(after: Self.shrinkingTime))
        var best = finding
        var changed = true
        while changed {
            changed = false
            for index in best.schedule.departures.indices.reversed() {
                var shorter = best.schedule
                shorter.departures.remove(at: index)
                guard let found = fails(GuidedSearch(shorter), like: best, budget) else { continue }
                guard found.schedule.departures.count < best.schedule.departures.count else { continue }
                best = found
                changed = true
                break
            }
        }
        for bound in 0..<min(2, best.preemptions) {
            let own = Budget(schedules: Self.shrinkingSchedules / 2, until: Deadline(after: Self.shrinkingTime))
            guard let found = fails(BoundedSearch(bound: bound), like: best, own) else { continue }
            return found.preemptions < best.preemptions ? found : best
        }
        return best
    }

    private func fails(_ search: any Search, like finding: Finding, _ budget: Budget) -> Finding? {
        guard case .failed(let found) = conduct(search, budget), found.isLike(finding) else { return nil }
        return found
    }

    /// Whether Thread Sanitizer looks on.
    static var isSanitized: Bool { ct_has_thread_sanitizer() }

    /// The sanitizer tells each race once; a thread that has blocked outside would do so again.
    private static func canBeRepeated(_ finding: Finding) -> Bool {
        finding.kind != .stall && finding.kind != .nondeterminism && !(finding.kind == .dataRace && isSanitized)
    }

    private func failure(_ finding: Finding, after schedules: Int) -> ExplorationFailure {
        var shown = finding
        var repeats = true
        var resolve: (String) -> String = { $0 }
        if finding.kind != .stall, finding.kind != .nondeterminism {
            // Once more with a look at each operation's line, which the search has no time for.
            let recorder = Recorder(quietFor: finding.decisions - 1_000)
            let once = Budget(schedules: 1, until: .never)
            let ending = conduct(GuidedSearch(finding.schedule), once, recorder: recorder)
            resolve = recorder.resolve
            if case .failed(let found) = ending {
                repeats = found.isLike(finding)
                if repeats { shown = found }
            } else {
                repeats = finding.kind == .dataRace && Self.isSanitized
                shown.trace = recorder.lastTable
            }
        }
        shown.message = resolve(shown.message)
        shown.trace = resolve(shown.trace)
        return FailureText(
            settings: settings,
            finding: shown,
            schedules: schedules,
            isShortened: Self.canBeRepeated(finding),
            repeats: repeats
        ).failure
    }
}
