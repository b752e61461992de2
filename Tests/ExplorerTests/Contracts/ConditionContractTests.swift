// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``Condition`` promises of its waits, in every interleaving.
@Suite struct ConditionContractTests {
    @Test(arguments: [ConditionModel.promised, .portable])
    func waitWhere_somethingBecomesTrue_neverMissesIt(_ conditions: ConditionModel) throws {
        try exhaust(conditions: conditions) {
            let condition = Condition()
            let isReady = WatchedVariable(false)
            let waiter = NativeThread.spawn {
                condition.withLock { condition.wait { isReady.read() } }
            }
            condition.withLock {
                isReady.write(true)
                condition.notify()
            }
            waiter.join()
        }
    }

    @Test(arguments: [ConditionModel.promised, .portable])
    func waitWhere_twoConditionsOnOneLock_passesItemsThroughOnePlace(_ conditions: ConditionModel) throws {
        try exhaust(conditions: conditions) {
            let lock = Lock()
            let (isFull, isEmpty) = (Condition(lock), Condition(lock))
            let place = WatchedVariable<Int?>(nil)
            let producer = NativeThread.spawn {
                for item in 1...2 {
                    lock.withLock {
                        isEmpty.wait { place.read() == nil }
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

    @Test func wait_withAnIf_isEnoughWhereNothingElseIsWokenButNotElsewhere() throws {
        let body: @Sendable () -> Void = {
            let condition = Condition()
            let isReady = WatchedVariable(false)
            let waiter = NativeThread.spawn {
                condition.withLock {
                    if !isReady.read() { condition.wait() }
                    expect(isReady.read(), "woken without a notification")
                }
            }
            condition.withLock {
                isReady.write(true)
                condition.notify()
            }
            waiter.join()
        }
        try exhaust(conditions: .promised, body)
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.exhaustive, conditions: .portable, body)
        }
        #expect(failure.kind == .expectation)
    }

    @Test func waitForATime_whileAnotherNotifies_isNotifiedOrNot() throws {
        try exhaust([true, false]) {
            let condition = Condition()
            let waiter = NativeThread.spawn { condition.withLock { condition.wait(for: .seconds(30)) } }
            condition.withLock { condition.notify() }
            return waiter.join()
        }
    }

    @Test func waitForATime_whereOthersPromiseLess_mayWakeWithoutANotification() throws {
        try exhaust([true, false], conditions: .portable) {
            let condition = Condition()
            let stranger = NativeThread.spawn {}
            let isNotified = condition.withLock { condition.wait(for: .seconds(30)) }
            stranger.join()
            return isNotified
        }
    }

    @Test func waitForATime_asleepWhenNotified_isNotified() throws {
        try exhaust([true], preemptions: 0) {
            let condition = Condition()
            let waiter = NativeThread.spawn { condition.withLock { condition.wait(for: .seconds(30)) } }
            NativeThread.sleep(for: .seconds(1))
            condition.withLock { condition.notify() }
            return waiter.join()
        }
    }

    @Test func waitForATimeWhere_atTheDeadline_returnsThePredicatesLastAnswer() throws {
        try exhaust([true, false]) {
            let condition = Condition()
            let isReady = WatchedVariable(false)
            let waiter = NativeThread.spawn {
                condition.withLock {
                    var last = false
                    let answer = condition.wait(for: .seconds(30)) {
                        last = isReady.read()
                        return last
                    }
                    expect(answer == last, "the predicate said \(last)")
                    return answer
                }
            }
            // Without a notification: it may be found by the last look only.
            condition.withLock { isReady.write(true) }
            return waiter.join()
        }
    }

    @Test func waitForATime_overAsItIsNotified_swallowsNoNotification() throws {
        try exhaust([true, false]) {
            let condition = Condition()
            let arrived = Condition(condition.lock)
            let waiting = WatchedVariable(0)
            let wait: @Sendable (Duration?) -> Bool = { duration in
                condition.withLock {
                    waiting.write(waiting.read() + 1)
                    arrived.notify()
                    return condition.wait(for: duration)
                }
            }
            let impatient = NativeThread.spawn { wait(.seconds(30)) }
            let patient = NativeThread.spawn { wait(nil) }
            condition.withLock {
                arrived.wait { waiting.read() == 2 }
                condition.notify()
            }
            let wasNotified = impatient.join()
            // If it went to the impatient one, the other needs its own.
            if wasNotified { condition.withLock { condition.notify() } }
            expect(patient.join())
            return wasNotified
        }
    }

    @Test func waitForZero_givesUpTheLockOnce() throws {
        try exhaust([0, 1, 2]) {
            let condition = Condition()
            let value = WatchedVariable(0)
            let other = NativeThread.spawn { condition.withLock { value.write(1) } }
            let seen = condition.withLock {
                let before = value.read()
                expect(!condition.wait(for: .zero), "notified by nobody")
                return before + value.read()
            }
            other.join()
            return seen
        }
    }

    @Test func wait_afterItsNotification_hasTheLockAgain() throws {
        try exhaust {
            let condition = Condition()
            let count = WatchedVariable(0)
            let waiter = NativeThread.spawn {
                condition.withLock {
                    condition.wait { count.read() > 0 }
                    count.write(count.read() + 1)
                }
            }
            let rival = NativeThread.spawn { condition.withLock { count.write(count.read() + 1) } }
            condition.withLock {
                count.write(count.read() + 1)
                condition.notify()
                count.write(count.read() + 1)
            }
            waiter.join()
            rival.join()
            expect(count.read() == 4)
        }
    }

    @Test func waitWhere_thePredicateThrows_throwsWithTheLockHeld() throws {
        try exhaust {
            let condition = Condition()
            let isBroken = WatchedVariable(false)
            let waiter = NativeThread.spawn {
                try condition.withLock {
                    let result = Result {
                        try condition.wait {
                            if isBroken.read() { throw ContractError(number: 1) }
                            return false
                        }
                    }
                    isBroken.write(false)
                    try result.get()
                }
            }
            condition.withLock {
                isBroken.write(true)
                condition.notify()
            }
            expectError(ContractError(number: 1), in: Result { try waiter.join() })
            expect(!condition.lock.isLocked, "the lock was kept")
        }
    }
}
