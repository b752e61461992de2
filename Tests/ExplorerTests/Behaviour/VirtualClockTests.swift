// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingTestSupport

/// Time in an exploration: it passes when the explorer says so.
@Suite struct VirtualClockTests {
    /// Were it real, the test would take until tomorrow.
    @Test func sleep_forHours_takesNoTime() throws {
        let woke = Locked(0)
        let report = try explore {
            for _ in 1...24 { NativeThread.sleep(for: .seconds(3_600)) }
            woke.withLock { $0 += 1 }
        }
        #expect(report.isExhausted)
        #expect(woke.withLock { $0 } == report.schedules)
    }

    /// A thread that may go on may be late, so the one that slept longer may be first.
    @Test func sleep_ofTwoThreads_endsInEitherOrder() throws {
        let orders = Locked<Set<[Int]>>([])
        let report = try explore {
            let order = Locked<[Int]>([])
            @Sendable func sleeper(_ seconds: Int) -> @Sendable () -> Void {
                {
                    NativeThread.sleep(for: .seconds(seconds))
                    order.withLock { $0.append(seconds) }
                }
            }
            together(sleeper(1), sleeper(2))
            let seen = order.withLock { $0 }
            orders.withLock { _ = $0.insert(seen) }
        }
        #expect(report.isExhausted)
        #expect(orders.withLock { $0 } == [[1, 2], [2, 1]])
    }

    @Test func eventWait_withATimeOut_isNotifiedOrLate() throws {
        let report = try outcomes {
            let event = Event()
            let thread = NativeThread.spawn { event.set() }
            let isSet = event.wait(for: .seconds(60))
            thread.join()
            return isSet
        }
        #expect(report == [true, false])
    }

    @Test func conditionWait_withATimeOut_isNotifiedOrLate() throws {
        let report = try outcomes {
            let condition = Condition()
            let isReady = Box(false)
            let thread = NativeThread.spawn {
                condition.withLock {
                    isReady.value = true
                    condition.notify()
                }
            }
            let isInTime = condition.withLock { condition.wait(for: .seconds(60)) { isReady.value } }
            thread.join()
            return isInTime
        }
        #expect(report == [true, false])
    }

    @Test func lock_withATimeOut_isTakenOrLate() throws {
        let report = try outcomes {
            let lock = Lock()
            let cell = AtomicCell(0)
            let thread = NativeThread.spawn { lock.withLock { cell.add(1) } }
            let isTaken = lock.lock(for: .seconds(60))
            if isTaken { lock.unlock() }
            thread.join()
            return isTaken
        }
        #expect(report == [true, false])
    }

    @Test func join_withATimeOut_isDoneOrLate() throws {
        let report = try outcomes {
            let cell = AtomicCell(0)
            let thread = NativeThread.spawn { cell.add(1) }
            let isDone = thread.join(for: .seconds(60)) != nil
            thread.join()
            return isDone
        }
        #expect(report == [true, false])
    }

    /// The real clock's, whose reading differs from run to run: what follows from it must not.
    @Test func eventWait_untilAnInstant_isSetOrLateInTheOrderOfTheInstants() throws {
        let report = try outcomes {
            let (near, far) = (Event(), Event())
            let start = ContinuousClock.now
            let thread = NativeThread.spawn { far.wait(until: start + .seconds(60)) }
            let isSet = near.wait(until: start + .seconds(30))
            far.set()
            _ = thread.join()
            return isSet
        }
        #expect(report == [false])
    }

    @Test func eventWait_forWhatNobodySets_isLateInEachSchedule() throws {
        #expect(try outcomes { Event().wait(for: .seconds(3_600)) } == [false])
    }

    @Test func eventWait_forWhatIsSet_isNeverLate() throws {
        #expect(try outcomes { Event(isSet: true).wait(for: .seconds(1)) } == [true])
    }

    /// Every result that the body has in an exhaustive exploration.
    private func outcomes(_ body: @escaping @Sendable () -> Bool) throws -> Set<Bool> {
        let seen = Locked<Set<Bool>>([])
        let report = try explore(.exhaustive) {
            let result = body()
            seen.withLock { _ = $0.insert(result) }
        }
        #expect(report.isExhausted)
        return seen.withLock { $0 }
    }
}
