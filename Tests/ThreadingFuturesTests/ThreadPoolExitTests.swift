// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// Pools at the end of the process.
@Suite struct ThreadPoolExitTests {
    /// P2, X20.
    @Test func exit_withAnIdlePool_ends() async {
        await #expect(processExitsWith: .success) {
            ExitTestLimits.endIfHanging()
            let pool = ThreadPool(threads: 2)
            _ = try await pool.submit { 1 }.value
            withExtendedLifetime(pool) { ExitTestLimits.exitWithSuccess() }
        }
    }

    /// P2: queued work is done before the process ends.
    @Test func exit_withQueuedWork_doesItFirst() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            let pool = ThreadPool(threads: 1)
            for number in 1...5 {
                pool.submit {
                    NativeThread.sleep(for: .milliseconds(1))
                    SystemProcess.writeError("did \(number)")
                }
            }
            withExtendedLifetime(pool) { ExitTestLimits.exitWithSuccess() }
        }
        for number in 1...5 { #expect(result.standardError.contains("did \(number)\n")) }
    }

    /// P2: the end of the process asks threads to stop, and lets a pool finish: its waits are not cut short.
    @Test func exit_withATaskThatWaits_letsItWait() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            let pool = ThreadPool(threads: 1)
            let (isThere, mayGoOn) = (Event(), Event())
            pool.submit {
                isThere.set()
                SystemProcess.writeError("got it: \(mayGoOn.wait(for: .seconds(60)))")
            }
            // Sets the event when this thread has been asked, and so after the pool's would have been.
            NativeThread.spawn {
                isThere.wait()
                StopToken.current.wait()
                mayGoOn.set()
            }
            withExtendedLifetime(pool) { ExitTestLimits.exitWithSuccess() }
        }
        #expect(result.standardError.contains("got it: true"))
    }

    /// P2, X20.
    @Test func exit_withADroppedPool_doesItsWorkFirst() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            func use() {
                let pool = ThreadPool(threads: 1)
                for number in 1...5 { pool.submit { SystemProcess.writeError("did \(number)") } }
            }
            use()
            ExitTestLimits.exitWithSuccess()
        }
        for number in 1...5 { #expect(result.standardError.contains("did \(number)\n")) }
    }

    /// P2: from the end on, a pool takes no more work.
    @Test func exit_withWorkThatSubmitsWork_failsTheLateOnes() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            let pool = ThreadPool(threads: 1)
            let thread = try await pool.submit { NativeThread.current }.value
            pool.submit {
                while true {
                    let late = pool.submit {}
                    // Done at once only if it was refused: the one thread there is does this.
                    if late.isDone, late.poolError() == .shutDown { break }
                    ThreadYield.yield()
                }
                SystemProcess.writeError("refused on \(thread.name)")
            }
            withExtendedLifetime(pool) { ExitTestLimits.exitWithSuccess() }
        }
        #expect(result.standardError.contains("refused on ThreadPool-"))
    }

    /// P2: a pool that a thread makes while the process already ends is no reason to hang.
    @Test func exit_withAPoolMadeDuringTheExit_ends() async {
        await #expect(processExitsWith: .success) {
            ExitTestLimits.endIfHanging()
            let hasClosed = Event()
            let first = ThreadPool(threads: 1)
            let pools = Locked<[ThreadPool]>([])
            _ = try await first.submit {}.value
            NativeThread.spawn {
                // When the first pool refuses work, the exit has begun.
                while first.submit({}).outcome().isSuccess { ThreadYield.yield() }
                let late = ThreadPool(threads: 1)
                pools.withLock { $0.append(late) }
                _ = late.submit { 1 }.outcome()
                hasClosed.set()
            }
            withExtendedLifetime((first, pools)) { ExitTestLimits.exitWithSuccess() }
        }
    }

    /// P1, P2: the work itself may end the process.
    @Test func exit_calledByWorkOfThePool_ends() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            let pool = ThreadPool(threads: 2)
            let mayExit = Event()
            let future = pool.submit { () -> Int in
                mayExit.wait()
                ExitTestLimits.exitWithSuccess()
            }
            for number in 1...3 { pool.submit { SystemProcess.writeError("did \(number)") } }
            mayExit.set()
            _ = try await future.value
        }
        for number in 1...3 { #expect(result.standardError.contains("did \(number)\n")) }
    }
}

extension Result {
    fileprivate var isSuccess: Bool { if case .success = self { true } else { false } }
}
