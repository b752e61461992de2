// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization

extension Conductor {
    /// The calling thread stands before an operation; returns when it is to do it.
    func stand(before operation: Operation, _ object: Int32, lock: Int32 = 0) {
        let me = me
        me.pending = PendingOperation(operation: operation, object: object, lock: lock)
        me.operations += 1
        if let recorder { me.location = recorder.location() }
        if me.isFresh {
            me.isFresh = false
            if isAble(me) { return }
        }
        decide()
    }

    /// As ``stand(before:_:lock:)``, where it makes no difference to anybody but those who look at locks:
    /// a decision only if they do, or the schedule to replay wants one.
    func standIfLookedAt(before operation: Operation, _ object: Int32) {
        let me = me
        me.operations += 1
        if let recorder { me.location = recorder.location() }
        // Others can see that it was done.
        me.isFresh = false
        guard decidesAtUnlock || search.departs(at: me.index, me.operations) else { return }
        me.pending = PendingOperation(operation: operation, object: object)
        decide()
    }

    /// Gives the turn to whoever is picked, and returns when the calling thread has it again.
    ///
    /// Returns at once to a thread that has ended.
    func decide() {
        let me = me
        place = (me.index, me.operations)
        while true {
            decisions += 1
            recorder?.noteDecision()
            // Relaxed: a number for a watchdog.
            progress.store(decisions, ordering: .relaxed)
            if decisions > settings.stepLimit { failWithLivelock() }
            if let pendingFailure { fail(pendingFailure.kind, pendingFailure.message) }
            search.stepEnded(self)
            guard gatherOptions(me) else { return finishSchedule(me) }
            let picked = options.count > 1 ? search.pick(self) : 0
            if let complaint = search.complaint { fail(.nondeterminism, complaint) }
            let option = options[picked]
            if picked != 0 {
                depart(Departure(actor: place.actor, operation: place.operation, target: option.actor, isValue: false))
            }
            preemptions += option.cost
            trace.beginStep(of: option.actor, decision: options.count > 1 ? search.decision : -1)
            guard option.actor != Departure.clock else {
                tick()
                place = (Departure.clock, ticks)
                continue
            }
            let next = players[option.actor]
            // A decision before a release is not there in every search, and must leave nothing behind.
            if next.pending.operation != .unlock { next.isPolite = false }
            next.wakesSpuriously = option.isSpurious
            if option.isSpurious { next.hasWokenSpuriously = true }
            if next !== me { handOver(from: me, to: next) }
            return
        }
    }

    private func handOver(from me: Player, to next: Player) {
        running = next.index
        next.worker.turn.give()
        // The worker of a thread that has ended waits for its next part; the driver for the end of all.
        if !me.hasEnded || me.index == 0 { me.worker.turn.wait() }
    }

    /// Picks one of several things that an operation may do.
    func chooseValue(_ count: Int) -> Int {
        guard count > 1 else { return 0 }
        let me = me
        me.operations += 1
        let picked = search.pickValue(count, self)
        if picked != 0 {
            depart(Departure(actor: me.index, operation: me.operations, target: picked, isValue: true))
        }
        return picked
    }

    private func depart(_ departure: Departure) {
        departures.append(departure)
        notes.add(departure)
    }

    // MARK: Who can go on

    /// Whether there is somebody to go on; false at the end of the schedule.
    private func gatherOptions(_ me: Player) -> Bool {
        options.removeAll(keepingCapacity: true)
        var isOver = true
        var spinners = 0
        var nextDeadline = UInt64.max
        let canStay = !me.hasEnded && isAble(me)
        let stays = canStay && !isSpinning(me)
        if stays { options.append(Option(actor: me.index)) }
        for player in players where !player.hasEnded {
            if !player.isDaemon { isOver = false }
            if player.deadline > clock, player.deadline < nextDeadline { nextDeadline = player.deadline }
            guard player === me ? canStay && !stays : isAble(player) else { continue }
            if isSpinning(player) {
                spinners += 1
            } else {
                options.append(Option(actor: player.index, cost: stays ? 1 : 0))
            }
        }
        if isOver { return false }
        if spinners > 0 { gatherSpinners(stays ? 1 : 0) }
        if nextDeadline < .max { options.append(Option(actor: Departure.clock, cost: options.isEmpty ? 0 : 1)) }
        // Nobody may count on one: where nothing else can go on, that is a deadlock.
        if case .portable = settings.conditions, !options.isEmpty { gatherSpuriousWakeUps() }
        if let bound = settings.preemptions, preemptions >= bound { options.removeAll { $0.cost > 0 } }
        if options.isEmpty { failWithDeadlock() }
        return true
    }

    private func gatherSpinners(_ cost: Int) {
        // To let one look again while others could change what it looks for counts as a preemption of those: a
        // search with a bound would else never end.
        let spinCost = options.isEmpty ? cost : 1
        let others = !options.isEmpty
        for player in players where !player.hasEnded && isAble(player) && isSpinning(player) {
            // It would go round for as long as it is let, in schedules that differ in nothing else.
            if others, player.looks >= Self.looksOfASpin, player.changesSeen == changes { continue }
            let isLate = player.isPolite && player.pending.operation != .yield
            options.append(Option(actor: player.index, cost: isLate ? cost : spinCost))
        }
    }

    private func gatherSpuriousWakeUps() {
        for player in players
        where !player.hasEnded && player.pending.operation == .wait && !isAble(player) && !player.hasWokenSpuriously {
            if player.isNotified || player.deadline <= clock { continue }
            let lock = player.pending.lock
            guard lock != 0, objects[Int(lock)].holder < 0 else { continue }
            options.append(Option(actor: player.index, cost: 1, isSpurious: true))
        }
    }

    /// So many looks in a row without a change are taken for a loop that waits.
    private static var looksOfASpin: Int { 16 }

    /// It has looked again and again while nothing changed, or has said that others may go first.
    func isSpinning(_ player: Player) -> Bool {
        if player.pending.operation == .unlock { return false }
        return player.isPolite || (player.looks >= 3 && player.changesSeen == changes)
    }

    /// Whether the operation that the thread stands before can be done now.
    func isAble(_ player: Player) -> Bool {
        let pending = player.pending
        switch pending.operation {
        case .lock:
            return objects[Int(pending.object)].holder < 0
        case .lockTimed, .join:
            return objects[Int(pending.object)].holder < 0 || player.deadline <= clock
        case .wait:
            guard player.isNotified || player.deadline <= clock else { return false }
            return pending.lock == 0 || objects[Int(pending.lock)].holder < 0
        case .sleep:
            return player.deadline <= clock
        case .outsideLock:
            return player.outsideLockIsFree?() ?? true || player.deadline <= clock
        default:
            return true
        }
    }

    // MARK: The clock

    private func tick() {
        var next = UInt64.max
        for player in players where !player.hasEnded && player.deadline > clock && player.deadline < next {
            next = player.deadline
        }
        clock = next
        ticks += 1
        note(.write, 0)
        for player in players where !player.hasEnded && player.deadline <= clock && player.expiringStep < 0 {
            player.expiringStep = Int32(trace.steps.count - 1)
        }
        recorder?.tick(clock)
    }

    // MARK: What steps do

    /// Writes down what the step that is being done does to an object.
    func note(_ kind: Access.Kind, _ object: Int32, source: Int32 = -1) {
        trace.add(Access(object: object, kind: kind, source: source))
        switch kind {
        case .read, .look, .await: break
        default: changes += 1
        }
    }

    /// The calling thread has seen something, and may be waiting for it to change.
    func noteLook() {
        let me = me
        me.looks = me.changesSeen == changes ? me.looks + 1 : 0
        me.changesSeen = changes
    }

    /// Writes the operation down for a reader, where there is one.
    func record(_ operation: Operation, _ object: Int32, _ remark: Recorder.Remark = .none) {
        recorder?.add(running, operation, object, remark, me.location)
    }
}
