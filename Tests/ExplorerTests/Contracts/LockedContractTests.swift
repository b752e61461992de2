// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``Locked`` promises, in every interleaving.
@Suite struct LockedContractTests {
    @Test func withLock_byThreeThreads_losesNothing() throws {
        try exhaust {
            let total = Locked(0)
            together({ total.withLock { $0 += 1 } }, { total.withLock { $0 += 10 } }, { total.withLock { $0 += 100 } })
            expect(total.withLock { $0 } == 111, "a change was lost")
        }
    }

    @Test func withLock_byThreeThreads_comesInAnyOrder() throws {
        try exhaust([[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]]) {
            let order = Locked<[Int]>([])
            together(
                { order.withLock { $0.append(1) } },
                { order.withLock { $0.append(2) } },
                { order.withLock { $0.append(3) } }
            )
            return order.withLock { $0 }
        }
    }

    @Test func withLock_twiceInARow_isNotOneStep() throws {
        try exhaust([1, 2]) {
            let total = Locked(0)
            let increment: @Sendable () -> Void = {
                let seen = total.withLock { $0 }
                total.withLock { $0 = seen + 1 }
            }
            together(increment, increment)
            return total.withLock { $0 }
        }
    }

    @Test func withLockForATime_whileAnotherHasIt_runsTheBodyOrIsNil() throws {
        try exhaust([11, nil]) {
            let value = Locked(0)
            let other = NativeThread.spawn { value.withLock { $0 += 1 } }
            let answer = value.withLock(for: .seconds(30)) {
                $0 += 10
                return 11
            }
            other.join()
            expect(value.withLock { $0 } == (answer == nil ? 1 : 11))
            return answer
        }
    }

    @Test func withLockIfAvailable_whileAnotherHasIt_runsTheBodyOrIsNil() throws {
        try exhaust([0, 1, nil]) {
            let value = Locked(0)
            let other = NativeThread.spawn { value.withLock { $0 += 1 } }
            let seen = value.withLockIfAvailable { $0 }
            other.join()
            return seen
        }
    }

    @Test func exchange_byTwoThreads_givesEachValueToOne() throws {
        try exhaust([[0, 1, 2], [0, 2, 1]]) {
            let value = Locked(0)
            let one = NativeThread.spawn { value.exchange(1) }
            let two = NativeThread.spawn { value.exchange(2) }
            let (before1, before2) = (one.join(), two.join())
            let last = value.exchange(3)
            expect([before1, before2, last].sorted() == [0, 1, 2], "a value was taken twice, or by nobody")
            return before1 == 0 ? [before1, before2, last] : [before2, before1, last]
        }
    }
}
