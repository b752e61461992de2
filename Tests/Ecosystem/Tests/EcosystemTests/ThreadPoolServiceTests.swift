// Part of swift-threading. Apache-2.0: see LICENSE.

import Logging
import ServiceLifecycle
import Testing
import ThreadingFutures

/// A pool in a service group.
@Suite(.timeLimit(.minutes(15))) struct ThreadPoolServiceTests {
    private func group(_ service: ThreadPoolService) -> ServiceGroup {
        ServiceGroup(services: [service], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func heldPool(queued: Int) async throws -> HeldPool {
        try await HeldPool.make(ThreadPoolOptions(maximumThreads: 1, name: "files"), queued: queued)
    }

    @Test func gracefulShutdown_doesWhatIsQueuedFirst() async throws {
        let held = try await heldPool(queued: 3)
        let group = group(ThreadPoolService(held.pool))
        let running = Task { try await group.run() }
        await group.triggerGracefulShutdown()
        await held.waitUntilClosed()
        #expect(!held.queued.contains { $0.isDone })
        held.letGo()
        try await running.value
        // Without waiting: all is done when the group has ended.
        #expect(held.queued.allSatisfy { $0.isDone })
        for (number, future) in held.queued.enumerated() { #expect(try await future.value == number) }
        #expect(held.pool.threadCount == 0)
    }

    @Test func gracefulShutdown_ofAnIdlePool_ends() async throws {
        let pool = ThreadPool(threads: 2)
        _ = try await pool.submit { 1 }.value
        let group = group(ThreadPoolService(pool, drainingFor: .seconds(60)))
        let running = Task { try await group.run() }
        await group.triggerGracefulShutdown()
        try await running.value
        #expect(pool.threadCount == 0)
    }

    @Test func gracefulShutdown_whoseTimeIsOver_cancelsTheRestAndSaysSo() async throws {
        let held = try await heldPool(queued: 3)
        let group = group(ThreadPoolService(held.pool, drainingFor: .zero))
        let running = Task { try await group.run() }
        await group.triggerGracefulShutdown()
        let error = await #expect(throws: ThreadPoolServiceError.self) { try await running.value }
        #expect(error?.pool == "files")
        #expect(error?.cancelled == 3)
        #expect(error?.running == 1)
        #expect(held.queued.allSatisfy { $0.isCancelled })
        // What had begun is not interrupted.
        held.letGo()
        #expect(try await held.held.value == -1)
        try await onThread { held.pool.shutdown() }
    }

    @Test func cancellation_ofTheTask_cancelsWhatIsQueued() async throws {
        let held = try await heldPool(queued: 3)
        let running = Task { try await ThreadPoolService(held.pool).run() }
        running.cancel()
        let error = await #expect(throws: ThreadPoolServiceError.self) { try await running.value }
        #expect(error?.cancelled == 3)
        held.letGo()
        try await onThread { held.pool.shutdown() }
    }

    /// A group that loses patience cancels the task.
    @Test func cancellation_duringTheDrain_endsIt() async throws {
        let held = try await heldPool(queued: 3)
        let group = group(ThreadPoolService(held.pool))
        let running = Task { try await group.run() }
        await group.triggerGracefulShutdown()
        await held.waitUntilClosed()
        running.cancel()
        _ = await running.result
        #expect(held.queued.allSatisfy { $0.isCancelled })
        held.letGo()
        try await onThread { held.pool.shutdown() }
    }

    /// More pools drain than there are threads that tasks share, and a task is what they wait for.
    @Test func drain_blocksNoThreadThatTasksShare() async throws {
        var pools: [HeldPool] = []
        for _ in 0..<16 { pools.append(try await heldPool(queued: 1)) }
        let groups = pools.map { group(ThreadPoolService($0.pool)) }
        let running = groups.map { group in Task { try await group.run() } }
        for group in groups { await group.triggerGracefulShutdown() }
        for held in pools { await held.waitUntilClosed() }
        for held in pools { held.letGo() }
        for task in running { try await task.value }
        #expect(pools.allSatisfy { $0.pool.threadCount == 0 })
    }
}
