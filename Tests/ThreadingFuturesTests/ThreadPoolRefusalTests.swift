// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// Pools where the operating system refuses threads.
///
/// Each in a process of its own, which limits itself.
@Suite struct ThreadPoolRefusalTests {
    /// X10, Z3, ask 27: nothing hangs, nothing is left in the queue, and the error says why.
    @Test func submit_whenTheSystemHasNoThreadAtAll_failsTheFuture() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            ExitTestLimits.refuseThreads()
            blocking {
                let counter = LifeCounter()
                let pool = ThreadPool(threads: 2)
                let futures = [pool.submit(holding: counter), pool.submit { 1 }]
                for future in futures { SystemProcess.writeError("\(future.outcome())") }
                SystemProcess.writeError("left: \(pool.queuedCount) \(pool.threadCount) \(counter.living)")
                pool.shutdown()
            }
            ExitTestLimits.exitWithSuccess()
        }
        let parts = result.standardError.split(separator: "the pool has no thread").count - 1
        #expect(parts == 2)
        #expect(result.standardError.contains("EAGAIN"))
        #expect(result.standardError.contains("left: 0 0 0"))
    }

    /// X10, Z3, ask 27: what there is does the work.
    @Test func submit_whenTheSystemHasNoSecondThread_isDoneByTheFirst() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            try blocking {
                let pool = ThreadPool(threads: 4)
                let work = HeldWork()
                let first = work.submit(1, to: pool)
                work.waitUntilBegun(1)
                ExitTestLimits.refuseThreads()
                let futures = (0..<5).map { number in pool.submit { number } }
                SystemProcess.writeError("threads: \(pool.threadCount), queued: \(pool.queuedCount)")
                work.letGo()
                let sum = try (first + futures).reduce(0) { $0 + (try $1.result()) }
                SystemProcess.writeError("sum: \(sum)")
                pool.shutdown()
            }
            ExitTestLimits.exitWithSuccess()
        }
        #expect(result.standardError.contains("threads: 1, queued: 5"))
        #expect(result.standardError.contains("sum: 10"))
    }

    /// Z3: the next submission asks the system again.
    @Test func submit_whenTheSystemHasThreadsAgain_isDone() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            ExitTestLimits.refuseThreads()
            try blocking {
                let pool = ThreadPool(threads: 2)
                SystemProcess.writeError("\(pool.submit {}.outcome())")
                ExitTestLimits.allowThreads()
                SystemProcess.writeError("value: \(try pool.submit { 7 }.result())")
                pool.shutdown()
            }
            ExitTestLimits.exitWithSuccess()
        }
        #expect(result.standardError.contains("the pool has no thread"))
        #expect(result.standardError.contains("value: 7"))
    }

    /// Z3, asks 7 and 27: the bound holds although each submission asks for a thread in vain.
    @Test func submit_toABoundedPoolWithoutASecondThread_isRefusedWhenItIsFull() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            try blocking {
                var options = ThreadPoolOptions(maximumThreads: 3)
                options.capacity = 2
                options.whenFull = .reject
                let pool = ThreadPool(options)
                let work = HeldWork()
                let first = work.submit(1, to: pool)
                work.waitUntilBegun(1)
                ExitTestLimits.refuseThreads()
                let futures = (0..<10).map { number in pool.submit { number } }
                SystemProcess.writeError("queued: \(pool.queuedCount), refused: \(pool.statistics.rejected)")
                work.letGo()
                for future in futures.prefix(4) + first { _ = try future.result() }
                precondition(futures.dropFirst(4).allSatisfy { $0.poolError() == .full })
                pool.shutdown()
            }
            ExitTestLimits.exitWithSuccess()
        }
        #expect(result.standardError.contains("queued: 4, refused: 6"))
    }

    /// Ask 27: whoever asks for threads, and not for work, is told.
    @Test func prestart_whenTheSystemHasNoThread_throws() async {
        await #expect(processExitsWith: .success) {
            ExitTestLimits.endIfHanging()
            ExitTestLimits.refuseThreads()
            blocking {
                let pool = ThreadPool(threads: 2)
                do {
                    try pool.prestart(2)
                    preconditionFailure("no error")
                } catch { SystemProcess.writeError("\(error)") }
                precondition(pool.threadCount == 0)
                pool.shutdown()
            }
            ExitTestLimits.exitWithSuccess()
        }
    }

    /// X10.
    @Test func noThread_describesItselfInASentence() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            ExitTestLimits.refuseThreads()
            blocking {
                let pool = ThreadPool(threads: 1)
                if let error = pool.submit({}).poolError() { SystemProcess.writeError("\(error)") }
            }
            ExitTestLimits.exitWithSuccess()
        }
        #expect(
            result.standardError.contains(
                "the pool has no thread to do the work: the operating system refused to start a thread"
            )
        )
    }
}
