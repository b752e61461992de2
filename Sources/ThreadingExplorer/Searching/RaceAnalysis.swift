// Part of swift-threading. Apache-2.0: see LICENSE.

/// Looks in a schedule for two accesses to a variable, one of them a write, that nothing orders.
///
/// What orders: a lock released before it is taken, a cell written before it is read, a thread's start and its
/// end (Lamport's happens-before, by vector clocks). That they did not come at the same moment says nothing.
struct RaceAnalysis {
    struct Race {
        let object: Int
        let actors: (Int, Int)
    }

    private(set) var firstRace: Race?

    init(_ trace: Trace, _ objects: [ManagedObject], _ players: Int) {
        let width = players + 1
        // A row a step, then one an object: what whoever takes the lock, or reads the cell, comes after.
        var clocks = ClockTable(width: width)
        for _ in 0..<(trace.steps.count + objects.count) { clocks.addRow() }
        var lastStep = [Int](repeating: -1, count: width)
        var lastWrite = [Int](repeating: -1, count: objects.count)
        var reads: [Int: [Int]] = [:]
        for step in trace.steps.indices {
            let actor = trace.steps[step].actor
            guard actor >= 0 else { continue }
            let before = lastStep[Int(actor)] >= 0 ? lastStep[Int(actor)] : Int(trace.starts[Int(actor)])
            if before >= 0, before < step { clocks.join(step, before) }
            clocks[step, actor] = Int32(step)
            lastStep[Int(actor)] = step
            for access in trace.accesses(of: step) {
                let object = Int(access.object)
                let row = trace.steps.count + object
                switch (objects[object].kind, access.kind) {
                case (.thread, .await) where access.source >= 0: clocks.join(step, Int(access.source))
                case (.thread, .look), (.lock, .acquire), (.lock, .tryAcquire), (.cell, .read), (.stop, .read):
                    clocks.join(step, row)
                case (.cell, .write), (.stop, .write):
                    clocks.join(step, row)
                    clocks.join(row, step)
                case (.lock, .release), (.thread, .release): clocks.join(row, step)
                case (.variable, let kind):
                    let others = kind == .write ? reads[object] ?? [] : []
                    for other in others + [lastWrite[object]] where other >= 0 {
                        let otherActor = trace.steps[other].actor
                        guard otherActor != actor, clocks[step, otherActor] < Int32(other) else { continue }
                        firstRace = Race(object: object, actors: (Int(otherActor), Int(actor)))
                        return
                    }
                    if kind == .write {
                        lastWrite[object] = step
                        reads[object] = []
                    } else {
                        reads[object, default: []].append(step)
                    }
                default: break
                }
            }
        }
    }
}
