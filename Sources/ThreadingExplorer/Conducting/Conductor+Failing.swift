// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreadingExplorer

extension Conductor {
    /// Ends the schedule, the exploration by this conductor, and the calling thread.
    func fail(_ kind: ExplorationFailure.Kind, _ message: String) -> Never {
        // A race explains what came of it.
        let failure = dataRace ?? (kind, message)
        ending = .failed(finding(failure.0, failure.1))
        tellOrderOfRuns()
        caller.give()
        ct_end_thread()
    }

    func finding(_ kind: ExplorationFailure.Kind, _ message: String) -> Finding {
        Finding(
            kind: kind,
            message: message,
            schedule: Schedule(departures: departures),
            decisions: decisions,
            preemptions: preemptions,
            trace: recorder?.table(players: players.map(\.name), objects: objects) ?? "",
            site: failureSite
        )
    }

    /// A race in this schedule, if there is one.
    var dataRace: (ExplorationFailure.Kind, String)? {
        if notes.races != racesBefore {
            return (
                .dataRace,
                "Thread Sanitizer has reported a race in this schedule; its report is on standard error, above"
            )
        }
        guard watchesVariables, let race = RaceAnalysis(trace, objects, players.count).firstRace else { return nil }
        let variable = objects[race.object]
        return (
            .dataRace,
            """
            nothing orders two accesses to \(variable), of which one is a write: \
            by \(players[race.actors.0].name) and by \(players[race.actors.1].name)
            """
        )
    }

    func failWithLivelock() -> Never {
        fail(
            .livelock,
            """
            no end after \(settings.stepLimit) steps: the threads keep each other busy, or one waits in a loop for what \
            does not come
            """
        )
    }

    func failWithDeadlock() -> Never {
        let blocked = players.filter { !$0.hasEnded }
        let waitsForNotice = blocked.contains { !$0.isDaemon && $0.pending.operation == .wait && !$0.isNotified }
        var lines = ["no thread can go on"]
        lines += blocked.map { "  \($0.name) \(describeWait(of: $0))" }
        lines += blocked.compactMap(describeNotices)
        fail(waitsForNotice ? .lostWakeUp : .deadlock, lines.joined(separator: "\n"))
    }

    private func describeWait(of player: Player) -> String {
        let pending = player.pending
        let place = player.location.map { " at \($0)" } ?? ""
        switch pending.operation {
        case .lock, .lockTimed:
            return "waits for \(describe(pending.object))\(place), \(describeHolder(of: pending.object, for: player))"
        case .wait:
            guard player.isNotified else { return "waits to be notified on \(describe(pending.object))\(place)" }
            return """
                was notified on \(describe(pending.object))\(place), and waits for \(describe(pending.lock)), \
                \(describeHolder(of: pending.lock, for: player))
                """
        case .join:
            return "waits for the end of \(describe(pending.object))\(place)"
        case .outsideLock:
            return "waits for a lock that was made outside the exploration\(place)"
        default:
            return "stands before \(pending.operation)\(place)"
        }
    }

    private func describeHolder(of lock: Int32, for player: Player) -> String {
        let lock = objects[Int(lock)]
        guard lock.holder >= 0 else { return "which is free" }
        let since = lock.taken.map { " since \($0)" } ?? ""
        return "held by \(Int(lock.holder) == player.index ? "itself" : players[Int(lock.holder)].name)\(since)"
    }

    private func describeNotices(of player: Player) -> String? {
        guard player.pending.operation == .wait, !player.isNotified else { return nil }
        let condition = objects[Int(player.pending.object)]
        switch condition.notifications {
        case 0: return "  \(condition) was never notified"
        case let count:
            let times = count == 1 ? "once" : "\(count) times"
            let whom = condition.lastWasInVain ? "when nobody waited" : "for another thread"
            return "  \(condition) was notified \(times), the last time \(whom)"
        }
    }

    private func describe(_ object: Int32) -> String {
        let object = objects[Int(object)]
        guard let made = object.made, object.kind != .thread else { return object.description }
        return "\(object) (made at \(made))"
    }
}
