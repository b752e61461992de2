// Part of swift-threading. Apache-2.0: see LICENSE.

/// Dynamic partial-order reduction with source sets and sleep sets (Abdulla and others, 2014): one schedule
/// or few of each set that differs only in the order of steps that do not touch the same thing.
///
/// A schedule is run; then each pair of its steps that could have come the other way round adds, to the
/// decision before the first of them, somebody who could begin a schedule in which they do. A thread that was
/// run from a decision sleeps in what is tried there later, until a step touches what its own would.
///
/// The clock is an actor like the others. Its step, and that of a thread that wakes spuriously, may be possible
/// and never come about by itself: they are tried before each step that touches what they would.
final class PartialOrderSearch: Search {
    private struct Sleeper {
        let actor: Int
        var accesses: [Access]
    }

    private struct Node {
        /// The options by actor, as bits; zero for a choice of a value.
        let options: UInt64
        var picked: Int
        var wanted: UInt64 = 0
        var done: UInt64 = 0

        /// How many values there are to choose from.
        var values = 0
        let fingerprint: Fingerprint?

        /// Who slept when the decision came, and who was run from it, with what each did.
        var sleeping: [Sleeper] = []
        var tried: [Sleeper] = []

        /// What a thread would do that may wake spuriously.
        var spurious: [Sleeper] = []
    }

    private var stack: [Node] = []
    private var depth = 0
    private(set) var decision = -1

    /// Who sleeps now.
    private var sleeping: [Sleeper] = []

    /// The step from which on this schedule is one that was seen before.
    private var redundantFrom: Int?
    private var isFinished = false
    private(set) var isExhaustive = true
    private(set) var complaint: String?

    func begin() -> Bool {
        depth = 0
        decision = -1
        sleeping.removeAll(keepingCapacity: true)
        redundantFrom = nil
        return !isFinished
    }

    func restart() {
        stack.removeAll()
        isFinished = false
    }

    // MARK: During a schedule

    func pick(_ conductor: Conductor) -> Int {
        if redundantFrom != nil {
            decision = -1
            return 0
        }
        let fingerprint = Fingerprint(conductor)
        if depth == stack.count, !push(fingerprint, conductor) {
            decision = -1
            return 0
        }
        let node = stack[depth]
        decision = depth
        depth += 1
        if node.fingerprint != fingerprint {
            complaint = fingerprint.complaint(before: node.fingerprint, conductor)
            return 0
        }
        sleeping = node.sleeping + node.tried.filter { $0.actor != node.picked }
        return conductor.options.firstIndex { $0.actor == node.picked } ?? 0
    }

    /// A new decision; false if all that could be picked sleeps.
    private func push(_ fingerprint: Fingerprint, _ conductor: Conductor) -> Bool {
        var options: UInt64 = 0
        for option in conductor.options {
            guard option.actor < 62 else {
                // More threads than a word has bits: this is for the other searches.
                isExhaustive = false
                isFinished = true
                return false
            }
            options |= Self.bit(option.actor)
        }
        let awake = conductor.options.first { option in !sleeping.contains { $0.actor == option.actor } }
        guard let awake else {
            redundantFrom = conductor.trace.steps.count
            return false
        }
        let spurious = conductor.options.filter(\.isSpurious).map { option in
            let player = conductor.players[option.actor]
            let isTimed = player.deadline < .max
            return Sleeper(
                actor: option.actor,
                accesses: [
                    Access(object: player.pending.object, kind: .write),
                    Access(object: player.pending.lock, kind: .acquire),
                ] + (isTimed ? [Access(object: 0, kind: .read)] : [])
            )
        }
        stack.append(
            Node(
                options: options,
                picked: awake.actor,
                wanted: Self.bit(awake.actor),
                done: Self.bit(awake.actor),
                fingerprint: fingerprint,
                sleeping: sleeping,
                spurious: spurious
            )
        )
        return true
    }

    func pickValue(_ count: Int, _ conductor: Conductor) -> Int {
        if redundantFrom != nil { return 0 }
        if depth == stack.count { stack.append(Node(options: 0, picked: 0, values: count, fingerprint: nil)) }
        let node = stack[depth]
        depth += 1
        guard node.options == 0, node.values == count else {
            complaint = Fingerprint(conductor).complaint(before: node.fingerprint, conductor)
            return 0
        }
        return node.picked
    }

    func stepEnded(_ conductor: Conductor) {
        guard !sleeping.isEmpty, redundantFrom == nil, let step = conductor.trace.steps.last else { return }
        let actor = Int(step.actor)
        if sleeping.contains(where: { $0.actor == actor }) {
            redundantFrom = conductor.trace.steps.count - 1
            return
        }
        let accesses = conductor.trace.accesses(of: conductor.trace.steps.count - 1)
        sleeping.removeAll { Access.areDependent($0.accesses, accesses) }
    }

    // MARK: After a schedule

    func end(_ trace: Trace) {
        if isFinished { return }
        let limit = redundantFrom ?? trace.steps.count
        var order = StepOrder(trace)
        order.forEachRace(upTo: limit) { order, earlier, later in want(order, trace, earlier, later) }
        for step in 0..<limit { noteTried(trace, step) }
        backtrack()
    }

    /// Has somebody run in the place of `earlier` who leads to a schedule in which `later` is before it.
    private func want(_ order: borrowing StepOrder, _ trace: Trace, _ earlier: Int, _ later: Int) {
        let index = Int(trace.steps[earlier].decision)
        guard index >= 0 else { return }
        let initials = order.initials(earlier, later)
        var bits: UInt64 = 0
        for actor in initials { bits |= Self.bit(Int(actor)) }
        let node = stack[index]
        if bits & node.wanted != 0 { return }
        let later = Self.bit(Int(trace.steps[later].actor))
        let possible = bits & node.options
        if possible == 0 {
            // The clock, whose time had not been set yet; else a dependency that is coarser than it should be.
            if bits != Self.bit(Departure.clock) { stack[index].wanted |= node.options }
        } else {
            stack[index].wanted |= possible & later != 0 ? later : 1 << UInt64(possible.trailingZeroBitCount)
        }
    }

    private func noteTried(_ trace: Trace, _ step: Int) {
        let index = Int(trace.steps[step].decision)
        guard index >= 0 else { return }
        let actor = Int(trace.steps[step].actor)
        let accesses = trace.accesses(of: step)
        if let known = stack[index].tried.firstIndex(where: { $0.actor == actor }) {
            for access in accesses where !stack[index].tried[known].accesses.contains(access) {
                stack[index].tried[known].accesses.append(access)
            }
        } else {
            stack[index].tried.append(Sleeper(actor: actor, accesses: Array(accesses)))
        }
        let node = stack[index]
        let touchesClock = accesses.contains { $0.object == 0 && $0.kind != .await }
        if touchesClock, node.options & Self.bit(Departure.clock) != 0 {
            stack[index].wanted |= Self.bit(Departure.clock)
        }
        for sleeper in node.spurious where Access.areDependent(sleeper.accesses, accesses) {
            stack[index].wanted |= Self.bit(sleeper.actor)
        }
    }

    /// Goes back to the last decision at which something is left to try.
    private func backtrack() {
        while let node = stack.last {
            if node.options == 0 {
                if node.picked + 1 < node.values {
                    stack[stack.count - 1].picked += 1
                    return
                }
            } else {
                var asleep: UInt64 = 0
                for sleeper in node.sleeping { asleep |= Self.bit(sleeper.actor) }
                let left = node.wanted & ~node.done & ~asleep
                if left != 0 {
                    let bit = left & ~(left - 1)
                    stack[stack.count - 1].picked = bit.trailingZeroBitCount - 1
                    stack[stack.count - 1].done |= bit
                    return
                }
            }
            stack.removeLast()
        }
        isFinished = true
    }

    /// The clock is -1, and the first bit.
    private static func bit(_ actor: Int) -> UInt64 { 1 << UInt64(actor + 1) }
}
