// Part of swift-threading. Apache-2.0: see LICENSE.

import CoreMetrics
import InMemoryLogging
import Logging
import MetricsTestKit
import Testing
import Threading
import ThreadingFutures

/// What swift-metrics and swift-log have of a real pool.
@Suite struct ObservedPoolTests {
    private struct Failure: Error {}

    private let metrics = TestMetrics()
    private let dimensions = [("pool", "loader")]

    private var options: ThreadPoolOptions {
        var options = ThreadPoolOptions(maximumThreads: 1, name: "loader")
        options.observers = [ThreadPoolMetrics(factory: metrics)]
        return options
    }

    private func gauge(_ name: String) throws -> Double? {
        try metrics.expectGauge("thread_pool_\(name)", dimensions).lastValue
    }

    @Test func gauges_whileATaskRunsAndOthersWait_showThem() async throws {
        let held = try await HeldPool.make(options, queued: 3)
        #expect(try gauge("threads") == 1)
        #expect(try gauge("active") == 1)
        #expect(try gauge("queued") == 3)
        held.letGo()
        try await onThread { held.pool.shutdown() }
    }

    @Test func gauges_afterTheShutdown_areZero() async throws {
        let held = try await HeldPool.make(options, queued: 3)
        held.letGo()
        try await onThread { held.pool.shutdown() }
        #expect(try gauge("threads") == 0)
        #expect(try gauge("active") == 0)
        #expect(try gauge("queued") == 0)
        #expect(try metrics.expectTimer("thread_pool_wait_time", dimensions).values.count == 4)
        #expect(try metrics.expectTimer("thread_pool_run_time", dimensions).values.count == 4)
    }

    /// What is cancelled leaves the queue without an event; the next event shows it.
    @Test func queued_afterACancellation_isRightWhenTheRunningTaskHasEnded() async throws {
        let held = try await HeldPool.make(options, queued: 3)
        for future in held.queued { future.cancel() }
        held.letGo()
        _ = try await held.held.value
        #expect(try gauge("queued") == 0)
        try await onThread { held.pool.shutdown() }
    }

    @Test func poolsOfOneName_areSummedUp() async throws {
        let options = options
        let one = try await HeldPool.make(options, queued: 3)
        let other = try await HeldPool.make(options, queued: 2)
        #expect(try gauge("queued") == 5)
        #expect(try gauge("threads") == 2)
        for held in [one, other] {
            held.letGo()
            try await onThread { held.pool.shutdown() }
        }
        #expect(try gauge("threads") == 0)
    }

    @Test func failuresAndRejections_areCounted() async throws {
        let pool = ThreadPool(options)
        try await onThread {
            _ = pool.submit { throw Failure() }.outcome()
            pool.shutdown()
            _ = pool.submit {}.outcome()
        }
        #expect(try metrics.expectCounter("thread_pool_failed", dimensions).totalValue == 1)
        #expect(try metrics.expectCounter("thread_pool_rejected", dimensions).totalValue == 1)
    }

    @Test func observer_doesNotKeepThePool() async throws {
        weak var dropped: ThreadPool?
        let options = options
        do {
            let pool = ThreadPool(options)
            dropped = pool
            _ = try await pool.submit { 1 }.value
        }
        #expect(dropped == nil)
    }

    @Test func log_hasTheLifeOfAPool() async throws {
        var handler = InMemoryLogHandler()
        handler.logLevel = .trace
        let logged = handler
        var options = ThreadPoolOptions(maximumThreads: 1, name: "loader")
        options.observers = [ThreadPoolLogger(logger: Logger(label: "test") { _ in logged })]
        let pool = ThreadPool(options)
        try await onThread {
            _ = pool.submit { throw Failure() }.outcome()
            pool.shutdown()
            _ = pool.submit {}.outcome()
        }
        #expect(handler.entries.map(\.message) == ["thread started", "task failed", "thread ends", "task rejected"])
        #expect(handler.entries.map(\.level) == [.debug, .warning, .debug, .warning])
        #expect(handler.entries.allSatisfy { $0.metadata["pool"] == "loader" })
        #expect(handler.entries.prefix(3).allSatisfy { $0.metadata["thread"] == "loader-1" })
    }
}
