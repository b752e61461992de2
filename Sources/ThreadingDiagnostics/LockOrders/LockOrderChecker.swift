// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import Threading
internal import ThreadingCore

/// Compares the order in which each thread takes locks with that of all others.
final class LockOrderChecker: @unchecked Sendable {
    // Unchecked: `graph` and `handler` are guarded by `guardWord`.

    private let guardWord = LockWord(isExplorable: false)
    private var graph = LockOrderGraph()
    private var handler: (@Sendable (LockOrderViolation) -> Void)?

    private let isStarted = Atomic(false)

    /// Changes when a lock is forgotten, or all are: what threads remember of the graph counts no more.
    private let generation = Atomic<UInt64>(1)

    /// Relaxed: a thread that sees it late misses an order or looks at one more.
    var isOn: Bool { isStarted.load(ordering: .relaxed) }

    func start(_ report: @escaping @Sendable (LockOrderViolation) -> Void) {
        set(report)
        isStarted.store(true, ordering: .relaxed)
    }

    func stop() {
        isStarted.store(false, ordering: .relaxed)
        set(nil)
    }

    private func set(_ report: (@Sendable (LockOrderViolation) -> Void)?) {
        guardWord.lock()
        // Destroyed after the lock is released: they may hold anything.
        let last = (handler, graph)
        handler = report
        graph = LockOrderGraph()
        forgetWhatThreadsKnow()
        guardWord.unlock()
        withExtendedLifetime(last) {}
    }

    /// The calling thread is about to wait for `lock`, if it must: what is wrong about that.
    ///
    /// Only for a wait without an end. Where there is an end there is no deadlock, so that no order leads to a
    /// lock that was taken by trying; those that lead on from it count, as for lockdep and absl.
    func check(_ lock: UInt, heldBy record: ThreadRecord, session: UInt64) -> [LockOrderViolation] {
        record.heldLocks(session: session).compactMap { held in
            let pair = LockPair(held: held, taken: lock)
            // Relaxed: who may take a lock that has come to be where another was has seen that one go.
            guard !record.knownOrders.contains(pair, generation: generation.load(ordering: .relaxed)) else {
                return nil
            }
            record.knownOrders.insert(pair)
            return check(pair)
        }
    }

    private func check(_ pair: LockPair) -> LockOrderViolation? {
        if withGuard({ graph.contains(pair) }) { return nil }
        // Before the guard is taken: it takes some microseconds, and that once for each pair.
        let stack = CallStack(addresses: CallAddresses.current())
        let edge = LockOrderGraph.Edge(pair: pair, thread: ThreadIdentity(NativeThread.current), stack: stack)
        let way = withGuard { graph.contains(pair) ? nil : graph.add(edge) }
        guard let way else { return nil }
        return LockOrderViolation(
            taking: LockOrderViolation.Step(edge),
            earlier: way.map(LockOrderViolation.Step.init)
        )
    }

    /// Tells the user of them.
    func report(_ violations: [LockOrderViolation]) {
        guard let handler = withGuard({ handler }) else { return }
        for violation in violations { handler(violation) }
    }

    /// The lock has gone: another may come to be at its address.
    func forget(_ lock: UInt) {
        guard isOn else { return }
        withGuard {
            if graph.remove(lock) { forgetWhatThreadsKnow() }
        }
    }

    private func forgetWhatThreadsKnow() { generation.wrappingAdd(1, ordering: .relaxed) }

    private func withGuard<Result>(_ body: () -> Result) -> Result {
        guardWord.lock()
        defer { guardWord.unlock() }
        return body()
    }
}
