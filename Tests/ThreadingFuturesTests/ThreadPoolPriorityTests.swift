// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingFutures
import ThreadingTestSupport

/// Work with priorities.
@Suite struct ThreadPoolPriorityTests {
    /// Ask 18.
    @Test func submit_withPriorities_beginsTheHighestFirstAndTheOldestOfOne() async throws {
        let pool = ThreadPool(threads: 1)
        let order = try await onThread {
            let order = Locked<[String]>([])
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            let priorities: [(String, TaskPriority)] = [
                ("low", .low), ("medium 1", .medium), ("high 1", .high), ("background", .background),
                ("medium 2", .medium), ("high 2", .high),
            ]
            for (name, priority) in priorities {
                pool.submit(priority: priority) { order.withLock { $0.append(name) } }
            }
            pool.submit { order.withLock { $0.append("medium 3") } }
            work.letGo()
            pool.shutdown()
            return order.withLock { $0 }
        }
        #expect(order == ["high 1", "high 2", "medium 1", "medium 2", "medium 3", "low", "background"])
    }
}
