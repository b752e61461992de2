// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import ThreadingTestSupport

@testable import Threading
@testable import ThreadingCore

/// What is refused on and around explored threads.
extension SeamTests {
    /// A lock of an exploration on a thread that it does not run.
    @Test func lock_ofAnExploration_usedOutside_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let lock = Seam.withSeam(RecordingSeam()) { Lock() }
            lock.withLock {}
        }
        #expect(result.errorText.contains("a lock made in an exploration was used by a thread that it does not run"))
    }

    /// A condition of an exploration on a thread that it does not run.
    @Test func condition_ofAnExploration_usedOutside_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let outside = Lock()
            let condition = Seam.withSeam(RecordingSeam()) { Condition(outside) }
            outside.withLock { condition.notify() }
        }
        #expect(
            result.errorText.contains("a condition made in an exploration was used by a thread that it does not run")
        )
    }

    /// A condition of an exploration with a lock from outside.
    @Test func condition_ofAnExploration_withALockFromOutside_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let outside = Lock()
            Seam.withSeam(RecordingSeam()) {
                let condition = Condition(outside)
                outside.withLock { _ = condition.wait(for: .zero) }
            }
        }
        #expect(
            result.errorText.contains("a condition of an exploration was used with a lock from outside it")
        )
    }

    /// A condition from outside with a lock of an exploration.
    @Test func condition_fromOutside_withALockOfAnExploration_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let queue = WaiterQueue()
            Seam.withSeam(RecordingSeam()) {
                let lock = LockWord()
                lock.lock()
                _ = queue.wait(releasing: lock, until: .immediate)
            }
        }
        #expect(
            result.errorText.contains("a condition from outside the exploration was used with a lock of it")
        )
    }
}
