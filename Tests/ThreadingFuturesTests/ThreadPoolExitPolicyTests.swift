// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// What becomes of a pool's work at the end of the process, by choice.
@Suite struct ThreadPoolExitPolicyTests {
    private static func pool(_ policy: ThreadPoolOptions.ExitPolicy) -> ThreadPool {
        var options = ThreadPoolOptions(maximumThreads: 1)
        options.atExit = policy
        return ThreadPool(options)
    }

    /// Z14, ask 15.
    @Test func exit_ofAPoolThatFinishes_doesWhatIsQueued() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            let pool = Self.pool(.finish)
            for number in 1...3 { pool.submit { SystemProcess.writeError("did \(number)") } }
            withExtendedLifetime(pool) { ExitTestLimits.exitWithSuccess() }
        }
        for number in 1...3 { #expect(result.standardError.contains("did \(number)\n")) }
    }

    /// Ask 15: what runs is asked to stop and waited for, what waits is cancelled.
    @Test func exit_ofAPoolThatCancels_finishesWhatRunsAndNothingElse() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            let pool = Self.pool(.cancelQueued)
            blocking {
                let hasBegun = Event()
                pool.submit {
                    hasBegun.set()
                    // Would be for ever, but for the request.
                    StopToken.current.wait()
                    SystemProcess.writeError("stopped")
                }
                pool.submit { SystemProcess.writeError("queued work was done") }
                hasBegun.wait()
            }
            withExtendedLifetime(pool) { ExitTestLimits.exitWithSuccess() }
        }
        #expect(result.standardError.contains("stopped\n"))
        #expect(!result.standardError.contains("queued work was done"))
    }

    /// Ask 15, Z14: work that never ends does not keep the process.
    @Test func exit_ofAPoolThatIsAbandoned_doesNotWait() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            let pool = Self.pool(.abandon)
            blocking {
                let hasBegun = Event()
                pool.submit {
                    precondition(NativeThread.current.isDaemon)
                    hasBegun.set()
                    // Takes no heed of any request.
                    while true { ThreadYield.yield() }
                }
                pool.submit { SystemProcess.writeError("queued work was done") }
                hasBegun.wait()
            }
            withExtendedLifetime(pool) { ExitTestLimits.exitWithSuccess() }
        }
        #expect(!result.standardError.contains("queued work was done"))
    }

    /// Ask 15: the choice outlives the pool, as its work does.
    @Test func exit_ofADroppedPoolThatCancels_cancelsWhatIsQueued() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            blocking {
                let hasBegun = Event()
                func use() {
                    let pool = Self.pool(.cancelQueued)
                    pool.submit {
                        hasBegun.set()
                        StopToken.current.wait()
                        SystemProcess.writeError("stopped")
                    }
                    pool.submit { SystemProcess.writeError("queued work was done") }
                }
                use()
                hasBegun.wait()
            }
            ExitTestLimits.exitWithSuccess()
        }
        #expect(result.standardError.contains("stopped\n"))
        #expect(!result.standardError.contains("queued work was done"))
    }
}
