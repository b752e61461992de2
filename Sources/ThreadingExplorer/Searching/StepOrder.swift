// Part of swift-threading. Apache-2.0: see LICENSE.

/// Which steps of a schedule are ordered whatever the schedule, and which two could have come the other way
/// round.
struct StepOrder {
    private let trace: Trace
    private(set) var clocks: ClockTable

    /// For each access the one before it on the same object; for each object the last.
    private var previous: [Int32] = []
    private var last: [Int32] = []
    private var stepOfAccess: [Int32] = []
    private var lastStepOfActor: [Int32]

    init(_ trace: Trace) {
        self.trace = trace
        let width = trace.starts.count + 1
        clocks = ClockTable(width: width)
        lastStepOfActor = [Int32](repeating: -1, count: width)
    }

    /// Goes through the first `limit` steps in order, and calls `race` with an earlier step and a later one that
    /// could have come first.
    mutating func forEachRace(upTo limit: Int, _ race: (borrowing StepOrder, Int, Int) -> Void) {
        for step in 0..<limit {
            let races = add(step)
            for earlier in races { race(self, earlier, step) }
        }
    }

    /// Orders a step; the earlier ones that it races with.
    private mutating func add(_ step: Int) -> [Int] {
        let actor = trace.steps[step].actor
        clocks.addRow()
        orderByProgram(step, actor)
        let accesses = trace.accesses(of: step)
        var races: [Int] = []
        var ordered: [Int] = []
        // In their order: what the step did before it had to wait for nothing more, it could have done before.
        for access in accesses {
            if access.kind == .await {
                if access.source >= 0 { clocks.join(step, Int(access.source)) }
            } else {
                lookBack(access, step, actor, &races, &ordered)
            }
        }
        for earlier in ordered { clocks.join(step, earlier) }
        clocks[step, actor] = Int32(step)
        lastStepOfActor[Int(actor) + 1] = Int32(step)
        link(accesses, step)
        return races
    }

    private mutating func orderByProgram(_ step: Int, _ actor: Int32) {
        let before = lastStepOfActor[Int(actor) + 1]
        if before >= 0 {
            clocks.join(step, Int(before))
        } else if actor > 0 {
            let start = trace.starts[Int(actor)]
            if start >= 0, Int(start) < step { clocks.join(step, Int(start)) }
        }
    }

    /// Finds what an access depends on, from the latest back to the first that covers all before it.
    private func lookBack(
        _ access: Access,
        _ step: Int,
        _ actor: Int32,
        _ races: inout [Int],
        _ ordered: inout [Int]
    ) {
        let object = Int(access.object)
        var index = object < last.count ? last[object] : -1
        var covering: [Int] = []
        while index >= 0 {
            let earlier = trace.accesses[Int(index)]
            let earlierStep = Int(stepOfAccess[Int(index)])
            index = previous[Int(index)]
            let earlierActor = trace.steps[earlierStep].actor
            let relation = earlierActor == actor ? .none : Access.relation(earlier.kind, access.kind)
            let isCovered =
                earlierActor == actor || clocks[step, earlierActor] >= Int32(earlierStep)
                || covering.contains { clocks[$0, earlierActor] >= Int32(earlierStep) }
            if !isCovered, relation != .none {
                ordered.append(earlierStep)
                if relation == .reversible {
                    if !races.contains(earlierStep) { races.append(earlierStep) }
                    covering.append(earlierStep)
                }
            }
            // All that was done to the object before is before this one.
            let coversAll = earlier.kind == .write || earlier.kind == .acquire || earlier.kind == .tryAcquire
            if coversAll, isCovered || relation == .reversible { return }
        }
    }

    private mutating func link(_ accesses: ArraySlice<Access>, _ step: Int) {
        for access in accesses {
            let object = Int(access.object)
            while last.count <= object { last.append(-1) }
            previous.append(access.kind == .await ? -1 : last[object])
            stepOfAccess.append(Int32(step))
            if access.kind != .await { last[object] = Int32(previous.count - 1) }
        }
    }

    // MARK: What could have been run in the place of an earlier step

    /// The actors that could begin a schedule in which `later` comes before `earlier`: the first of those steps
    /// between them, `later` included, that do not need `earlier` (the initials of POPL 2014).
    func initials(_ earlier: Int, _ later: Int) -> [Int32] {
        let actor = trace.steps[earlier].actor
        var first = [Int32](repeating: -1, count: clocks.width)
        var initials: [Int32] = []
        for step in (earlier + 1)...later {
            guard step == later || clocks[step, actor] < Int32(earlier) else { continue }
            let own = trace.steps[step].actor
            guard first[Int(own) + 1] < 0 else { continue }
            let needsAnother = (0..<clocks.width).contains { column in
                first[column] >= 0 && clocks[step, Int32(column - 1)] >= first[column]
            }
            first[Int(own) + 1] = Int32(step)
            if !needsAnother { initials.append(own) }
        }
        return initials
    }
}
