// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``Condition`` promises on a ``RecursiveLock``, in every interleaving.
@Suite struct RecursiveConditionContractTests {
    @Test(arguments: [ConditionModel.promised, .portable])
    func waitWhere_onTwoLevels_givesUpBothAndHasBothAgain(_ conditions: ConditionModel) throws {
        try exhaust(conditions: conditions) {
            let lock = RecursiveLock()
            let condition = Condition(lock)
            let isReady = WatchedVariable(false)
            let waiter = NativeThread.spawn {
                lock.withLock {
                    lock.withLock {
                        condition.wait {
                            expect(lock.depth == 2)
                            return isReady.read()
                        }
                    }
                    // Still the owner's: what follows is in the same hold.
                    isReady.write(false)
                }
            }
            condition.withLock {
                isReady.write(true)
                condition.notify()
                expect(lock.depth == 1)
            }
            waiter.join()
            expect(!condition.isLocked)
        }
    }

    @Test func waitForATime_whileAnotherNotifies_hasItsLevelsAgainEitherWay() throws {
        try exhaust([true, false]) {
            let lock = RecursiveLock()
            let condition = Condition(lock)
            let waiter = NativeThread.spawn {
                lock.withLock {
                    lock.withLock {
                        let wasNotified = condition.wait(for: .seconds(30))
                        expect(lock.depth == 2)
                        return wasNotified
                    }
                }
            }
            lock.withLock { lock.withLock { condition.notify() } }
            let wasNotified = waiter.join()
            expect(!lock.isLocked)
            return wasNotified
        }
    }

    @Test func waitWhere_twoConditionsOnOneLock_passesItemsThroughOnePlace() throws {
        try exhaust {
            let lock = RecursiveLock()
            let (isFull, isEmpty) = (Condition(lock), Condition(lock))
            let place = WatchedVariable<Int?>(nil)
            let producer = NativeThread.spawn {
                for item in 1...2 {
                    lock.withLock {
                        isEmpty.withLock { isEmpty.wait { place.read() == nil } }
                        place.write(item)
                        isFull.notify()
                    }
                }
            }
            for item in 1...2 {
                lock.withLock {
                    isFull.wait { place.read() != nil }
                    expect(place.read() == item, "an item was lost or passed twice")
                    place.write(nil)
                    isEmpty.notify()
                }
            }
            producer.join()
        }
    }

    @Test func notifyAll_whileTwoWaitOnTwoLevels_letsOneInAtATime() throws {
        try exhaust([[1, 2], [2, 1]]) {
            let lock = RecursiveLock()
            let condition = Condition(lock)
            let (isOpen, count) = (WatchedVariable(false), WatchedVariable(0))
            let order = Locked<[Int]>([])
            let threads = (1...2).map { number in
                NativeThread.spawn {
                    lock.withLock {
                        lock.withLock { condition.wait { isOpen.read() } }
                        count.write(count.read() + 1)
                        order.withLock { $0.append(number) }
                    }
                }
            }
            condition.withLock {
                isOpen.write(true)
                condition.notifyAll()
            }
            for thread in threads { thread.join() }
            expect(count.read() == 2)
            return order.withLock { $0 }
        }
    }
}
