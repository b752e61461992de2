// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingTestSupport

/// What a reset has to do with an action that runs.
extension BarrierTests {
    /// B3, B4: the action of a round that a reset has ended breaks nothing of those that come after it.
    @Test func action_thatThrowsAfterAReset_leavesTheNextRoundAlone() async throws {
        let (leader, isBroken, exits) = try await onThread {
            let (acts, mayEnd, mustThrow) = (Event(), Event(), AtomicCell(true))
            let barrier = Barrier(parties: 2) {
                guard mustThrow.exchange(false) else { return }
                acts.set()
                mayEnd.wait()
                throw Failure()
            }
            let first = (0..<2).map { _ in
                NativeThread.spawn { Exit { () throws(BarrierError) in try barrier.wait() } }
            }
            acts.wait()
            barrier.reset()
            let next = Self.waiting(at: barrier, 1)
            mayEnd.set()
            let leader = first.map { $0.join() }
            let isBroken = barrier.isBroken
            let mine = Exit { () throws(BarrierError) in try barrier.wait(for: Delay.medium) }
            return (leader, isBroken, next.map { $0.join() } + [mine])
        }
        #expect(leader.contains(.failed) && leader.contains(.broken))
        #expect(!isBroken)
        #expect(exits == [.index(0), .index(1)])
    }
}
