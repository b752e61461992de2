// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// What a condition refuses.
extension ConditionTests {
    /// C2.
    @Test func wait_withoutTheLock_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking { _ = Condition().wait(for: .zero) }
        }
        #expect(result.errorText.contains("to wait on a condition, a thread must hold its lock"))
    }

    /// C4.
    @Test func notify_withoutTheLock_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Condition().notify()
        }
        #expect(result.errorText.contains("to notify a condition, a thread must hold its lock"))
    }

    /// C4: also when there is nobody to notify and nothing to do.
    @Test func notifyAll_withoutTheLock_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Condition().notifyAll()
        }
        #expect(result.errorText.contains("to notify a condition, a thread must hold its lock"))
    }

    #if DEBUG
    /// C2, Z11: another thread's lock is not the caller's.
    @Test func notify_withALockThatAnotherHolds_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let condition = Condition()
                condition.lock.lock()
                NativeThread.spawn { condition.notify() }.join()
            }
        }
        #expect(result.errorText.contains("to notify a condition, a thread must hold its lock"))
    }
    #endif
}
