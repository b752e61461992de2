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
    /// X10, Z3: nothing hangs, nothing is left in the queue, and the error says why.
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

    /// X10, Z3: what there is does the work.
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
