// Part of swift-threading. Apache-2.0: see LICENSE.

import MetricsTestKit
import Testing
import Threading
import ThreadingFutures

/// What an observer tells swift-metrics.
@Suite struct ThreadPoolMetricsTests {
    let metrics = TestMetrics()
    let pool = [("pool", "loader")]

    private struct Failure: Error {}

    private var observer: ThreadPoolMetrics { ThreadPoolMetrics(factory: metrics) }

    @Test func threads_thatStartAndEnd_areCounted() throws {
        let observer = observer
        observer.threadDidStart(in: "loader", threads: 1)
        observer.threadDidStart(in: "loader", threads: 2)
        observer.threadWillEnd(in: "loader", threads: 1)
        #expect(try metrics.expectGauge("thread_pool_threads", pool).values == [1, 2, 1])
    }

    @Test func tasks_thatRun_areCounted() throws {
        let observer = observer
        observer.taskWillRun(in: "loader", waited: .zero)
        observer.taskWillRun(in: "loader", waited: .zero)
        observer.taskDidRun(in: "loader", took: .zero, failure: nil)
        #expect(try metrics.expectGauge("thread_pool_active", pool).values == [1, 2, 1])
    }

    /// Whoever records later than it has counted looks once more, so that the gauge does not stay at an old value.
    @Test func active_overtakenByAnotherThread_endsAtTheCount() throws {
        let observers = Locked<[ThreadPoolMetrics]>([])
        let gauge = OvertakenGauge {
            for observer in observers.withLock({ $0 }) {
                observer.taskDidRun(in: "loader", took: .zero, failure: nil)
            }
        }
        let observer = ThreadPoolMetrics(factory: gauge)
        observers.withLock { $0.append(observer) }
        observer.taskWillRun(in: "loader", waited: .zero)
        #expect(gauge.values == [0, 1, 0])
    }

    @Test func figures_changedByManyThreads_areAllThere() async throws {
        let observer = observer
        let threads = (0..<4).map { _ in
            NativeThread.spawn {
                for _ in 0..<500 {
                    observer.taskWillRun(in: "loader", waited: .zero)
                    observer.taskDidRun(in: "loader", took: .zero, failure: nil)
                }
            }
        }
        for thread in threads { await thread.value }
        let active = try metrics.expectGauge("thread_pool_active", pool)
        #expect(active.lastValue == 0)
        #expect(active.values.allSatisfy { (0...4).contains($0) })
        #expect(try metrics.expectTimer("thread_pool_run_time", pool).values.count == 2_000)
    }

    @Test func times_areRecordedInNanoseconds() throws {
        let observer = observer
        observer.taskWillRun(in: "loader", waited: .microseconds(3))
        observer.taskDidRun(in: "loader", took: .seconds(2) + .nanoseconds(1), failure: nil)
        #expect(try metrics.expectTimer("thread_pool_wait_time", pool).values == [3_000])
        #expect(try metrics.expectTimer("thread_pool_run_time", pool).values == [2_000_000_001])
    }

    @Test func time_thatDoesNotFit_isTheLongest() throws {
        observer.taskWillRun(in: "loader", waited: .seconds(Int64.max))
        #expect(try metrics.expectTimer("thread_pool_wait_time", pool).values == [Int64.max])
    }

    @Test func failures_areCounted() throws {
        let observer = observer
        observer.taskDidRun(in: "loader", took: .zero, failure: nil)
        observer.taskDidRun(in: "loader", took: .zero, failure: Failure())
        observer.initializerDidFail(in: "loader", with: Failure())
        #expect(try metrics.expectCounter("thread_pool_failed", pool).totalValue == 1)
        #expect(try metrics.expectCounter("thread_pool_initializer_failed", pool).totalValue == 1)
    }

    @Test func rejections_areCounted() throws {
        let observer = observer
        observer.taskWasRejected(by: "loader", because: .shutDown)
        observer.taskWasRejected(by: "loader", because: .shutDown)
        #expect(try metrics.expectCounter("thread_pool_rejected", pool).totalValue == 2)
    }

    @Test func pools_haveFiguresOfTheirOwn() throws {
        let observer = observer
        observer.threadDidStart(in: "loader", threads: 1)
        observer.threadDidStart(in: "writer", threads: 1)
        observer.threadDidStart(in: "writer", threads: 2)
        #expect(try metrics.expectGauge("thread_pool_threads", pool).lastValue == 1)
        #expect(try metrics.expectGauge("thread_pool_threads", [("pool", "writer")]).lastValue == 2)
    }

    @Test func prefix_replacesTheBeginningOfEachLabel() throws {
        ThreadPoolMetrics(prefix: "db", factory: metrics).threadDidStart(in: "loader", threads: 1)
        #expect(try metrics.expectGauge("db_threads", pool).lastValue == 1)
        #expect(metrics.recorders(label: "thread_pool_threads").isEmpty)
    }
}
