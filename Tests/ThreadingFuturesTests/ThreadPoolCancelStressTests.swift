// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingFutures
import ThreadingTestSupport

/// Tasks that are cancelled while they are submitted, begun and done, and while their pool goes.
///
/// They also run under the sanitizers.
@Suite(.serialized) struct ThreadPoolCancelStressTests {
    /// X15: whoever cancels may be at it when the last worker takes the task, and nobody keeps the pool.
    @Test(arguments: [1, 2]) func cancel_whileThePoolGoes_isDoneOrCancelled(threads: Int) async throws {
        let counter = LifeCounter()
        let other = try await onThread {
            var other = 0
            for _ in 0..<150 {
                var pool: ThreadPool? = ThreadPool(threads: threads)
                let futures = (0..<4).compactMap { _ in pool?.submit(holding: counter) }
                let cancellers = (0..<2).map { _ in
                    NativeThread.spawn { futures.filter { $0.cancel() }.count }
                }
                pool = nil
                for canceller in cancellers { _ = canceller.join() }
                for future in futures {
                    switch future.outcome() {
                    case .success, .failure(FutureError.cancelled): break
                    case .failure: other += 1
                    }
                }
            }
            return other
        }
        #expect(other == 0)
        #expect(counter.living == 0)
    }

    /// X15: the cancelled and the done are all there are, and the pool says the same of itself.
    @Test(arguments: [1, 3]) func cancel_besideSubmitters_isCountedOnce(threads: Int) async throws {
        let (statistics, cancelled, count) = try await onThread {
            let pool = ThreadPool(threads: threads)
            let threads = (0..<3).map { _ in
                NativeThread.spawn {
                    var cancelled = 0
                    var last: Future<Int>?
                    for number in 0..<400 {
                        let future = pool.submit { number }
                        // The one before, which may be done, begun, queued or still on its way in.
                        if last?.cancel() == true { cancelled += 1 }
                        last = future
                    }
                    return cancelled
                }
            }
            let cancelled = threads.reduce(0) { $0 + $1.join() }
            pool.shutdown()
            return (pool.statistics, cancelled, 1_200)
        }
        #expect(statistics.submitted == count && statistics.cancelled == cancelled)
        #expect(statistics.completed == count - cancelled && statistics.queued == 0)
    }

    /// X20: tasks wait for tasks that another thread of the pool takes or somebody cancels.
    @Test func help_besideCancellers_endsInOneWay() async throws {
        let sum = try await onThread {
            let pool = ThreadPool(threads: 2)
            let outer = (0..<100).map { _ in
                pool.submit {
                    let inner = (0..<5).map { number in pool.submit { number } }
                    let canceller = pool.submit { _ = inner[2].cancel() }
                    let ends = inner.map { $0.outcome() }
                    _ = canceller.outcome()
                    return ends.count
                }
            }
            let sum = outer.reduce(0) { $0 + ((try? $1.result()) ?? 0) }
            pool.shutdown()
            return sum
        }
        #expect(sum == 500)
    }
}
