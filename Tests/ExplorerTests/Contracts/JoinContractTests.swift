// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingFutures

/// What forks promise, in every interleaving of their halves.
///
/// In an exploration the second half is a piece of the pool's work like others, which its forker takes back if nobody has
/// begun it: the halves meet as they do elsewhere, and the stealing is explored by ``WorkDequeExplorations``.
@Suite struct JoinContractTests {
    /// Ask 39: both are done once, and the caller sees what they did.
    @Test(arguments: [1, 2]) func join_doesBothOnceAndShowsTheCallerWhatTheyDid(threads: Int) throws {
        try exhaust(preemptions: threads == 1 ? nil : 1) {
            let pool = ThreadPool(threads: threads)
            let (one, two) = (WatchedVariable(0), WatchedVariable(0))
            let results = pool.join(
                { () -> Int in
                    one.write(one.read() + 1)
                    return 1
                },
                { () -> Int in
                    two.write(two.read() + 1)
                    return 2
                }
            )
            expect(results == (1, 2) && one.read() == 1 && two.read() == 1, "not once each")
            pool.shutdown()
        }
    }

    /// Ask 39: with one thread the halves come one after the other, with two at the same time, too.
    @Test(arguments: [1, 2]) func join_doesTheHalvesAtTheSameTimeWhereAThreadIsFree(threads: Int) throws {
        try exhaust(threads == 1 ? [1] : [1, 2], preemptions: 1) {
            let pool = ThreadPool(threads: threads)
            let inside = AtomicCell(0)
            @Sendable func visit() -> Int {
                let count = inside.add(1)
                inside.add(-1)
                return count
            }
            let (one, two) = pool.join({ visit() }, { visit() })
            pool.shutdown()
            return max(one, two)
        }
    }

    /// Ask 39: nested on one thread, nobody waits for ever.
    @Test func join_nestedOnOneThread_ends() throws {
        try exhaust(preemptions: 1) {
            let pool = ThreadPool(threads: 1)
            let (one, two) = pool.join(
                { 1 },
                { () -> Int in
                    let (one, two) = pool.join({ 2 }, { 3 })
                    return one + two
                }
            )
            expect(one + two == 6, "not the results")
            pool.shutdown()
        }
    }

    /// Ask 39: against a shutdown that cancels what is queued, all is done all the same.
    @Test func join_againstShutdown_isDone() throws {
        try exhaust(preemptions: 1) {
            let pool = ThreadPool(threads: 1)
            let closer = NativeThread.spawn { pool.shutdown(cancellingQueued: true) }
            let (one, two) = pool.join({ 1 }, { 2 })
            expect(one + two == 3, "not the results")
            closer.join()
        }
    }

    /// Ask 40: the error at the first position, in every order of the pieces.
    @Test func parallelForEach_withErrors_throwsTheFirstByPosition() throws {
        struct Failure: Error { let index: Int }
        try exhaust([0], preemptions: 1) {
            let pool = ThreadPool(threads: 2)
            defer { pool.shutdown() }
            do throws(Failure) {
                try pool.parallelForEach(0..<2, grain: 1) { index throws(Failure) in throw Failure(index: index) }
                return -1
            } catch { return error.index }
        }
    }
}
