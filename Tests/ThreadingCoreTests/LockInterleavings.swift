// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import ThreadingTestSupport

@testable import ThreadingCore

/// ``LockAlgorithm`` under many interleavings: one thread at a time, no wake-up lost, and a free word in the
/// end.
///
/// A failure names the seed that finds it again.
@Suite(.serialized) struct LockInterleavings {
    /// Threads that each take and give back the lock so often; a thread that times out goes on without.
    private func explore(_ threads: [(rounds: Int, deadline: Deadline)]) async throws {
        let failure: String? = try await onThread {
            Simulation.explore(0..<300) { simulation in
                let lock = SimulatedLock(simulation)
                let bodies = threads.map { thread in
                    { @Sendable in
                        for _ in 0..<thread.rounds {
                            guard lock.lock(until: thread.deadline) else { continue }
                            lock.unlock()
                        }
                    }
                }
                return Simulation.Scenario(bodies: bodies) { lock.rest }
            }
        }
        #expect(failure == nil)
    }

    /// L1, L2, X5.
    @Test func lock_byThreeThreads_isHeldByOneAndLosesNoWake() async throws {
        try await explore([(3, .never), (3, .never), (3, .never)])
    }

    /// L1, L2, X5: two sleepers, one that barges, one that times out.
    @Test func lock_withTimeouts_losesNoWake() async throws {
        let timed = Deadline(nanoseconds: 1)
        try await explore([(2, .never), (2, .never), (4, .never), (3, timed)])
    }

    /// L1: nobody there at a hand-over.
    @Test func lock_whenAllOthersTimeOut_isFreeInTheEnd() async throws {
        let timed = Deadline(nanoseconds: 1)
        try await explore([(4, .never), (4, timed), (4, timed)])
    }
}
