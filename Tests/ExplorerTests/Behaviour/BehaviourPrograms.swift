// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// The failure that is thrown.
///
/// As the test library's macro has it, but with lines: what stands in a macro's closure is compiled from a text
/// that the macro has made.
func caught(_ run: () throws -> Void) throws -> ExplorationFailure {
    var failure: ExplorationFailure?
    do { try run() } catch let error as ExplorationFailure { failure = error }
    return try #require(failure, "it did not fail")
}

/// Small programs that several of these tests run.
enum BehaviourPrograms {
    /// Two threads that take one lock once: which of them is first is all that can differ.
    static func oneLockForTwo() {
        let lock = Lock()
        together({ lock.withLock {} }, { lock.withLock {} })
    }

    /// Two threads that load a counter and then store it: one preemption loses an update.
    static func lostUpdate() {
        let counter = AtomicCell(0)
        let work: @Sendable () -> Void = { counter.store(counter.load() + 1) }
        together(work, work)
        expect(counter.load() == 2, "an update was lost")
    }

    /// The same without the bug.
    static func keptUpdate() {
        let counter = AtomicCell(0)
        let work: @Sendable () -> Void = { counter.add(1) }
        together(work, work)
        expect(counter.load() == 2, "an update was lost")
    }

    /// Three threads that step on one cell four times each, which has thousands of schedules.
    static func manySchedules() {
        let cell = AtomicCell(0)
        let work: @Sendable () -> Void = {
            for _ in 1...4 { cell.add(1) }
        }
        together(work, work, work)
    }
}
