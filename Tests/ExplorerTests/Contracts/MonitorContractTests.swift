// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``Monitor`` promises, in every interleaving: above all that no wake-up is lost.
@Suite struct MonitorContractTests {
    @Test(arguments: [ConditionModel.promised, .portable])
    func wait_somethingBecomesTrue_neverMissesIt(_ conditions: ConditionModel) throws {
        try exhaust(conditions: conditions) {
            let monitor = Monitor(false)
            let waiter = NativeThread.spawn { monitor.wait { $0 } }
            monitor.withLock { $0 = true }
            waiter.join()
        }
    }

    @Test func withLock_byThreeThreads_losesNothing() throws {
        try exhaust {
            let total = Monitor(0)
            together({ total.withLock { $0 += 1 } }, { total.withLock { $0 += 10 } }, { total.withLock { $0 += 100 } })
            expect(total.withLock { $0 } == 111, "a change was lost")
        }
    }

    @Test func withLockWhen_theirTurns_comeInOrderWhoeverComesFirst() throws {
        try exhaust([[1, 2, 3]]) {
            let turns = Monitor<[Int]>([])
            let take: @Sendable (Int) -> Void = { number in
                turns.withLock(when: { $0.count == number - 1 }) { $0.append(number) }
            }
            together({ take(3) }, { take(2) }, { take(1) })
            return turns.withLock { $0 }
        }
    }

    @Test(arguments: [ConditionModel.promised, .portable])
    func withLockWhen_producerAndConsumer_passItemsThroughOnePlace(_ conditions: ConditionModel) throws {
        try exhaust(conditions: conditions) {
            let place = Monitor<Int?>(nil)
            let producer = NativeThread.spawn {
                for item in 1...2 { place.withLock(when: { $0 == nil }) { $0 = item } }
            }
            for item in 1...2 {
                let taken = place.withLock(when: { $0 != nil }) { place in
                    defer { place = nil }
                    return place
                }
                expect(taken == item, "an item was lost or passed twice")
            }
            producer.join()
        }
    }

    /// Each of two that wait for the same is woken, though a change wakes one.
    @Test func wait_whenItIsTrueForTwo_letsBothThrough() throws {
        try exhaust {
            let isOpen = Monitor(false)
            let wait: @Sendable () -> Void = { isOpen.wait { $0 } }
            together(wait, wait, { isOpen.withLock { $0 = true } })
        }
    }

    /// One item for two: the one that comes too late goes on waiting, and gets the next.
    @Test func withLockWhen_twoConsumers_getOneItemEach() throws {
        try exhaust([[1, 2], [2, 1]]) {
            let items = Monitor<[Int]>([])
            let consumers = (0..<2).map { _ in
                NativeThread.spawn { items.withLock(when: { !$0.isEmpty }) { $0.removeFirst() } }
            }
            for item in 1...2 { items.withLock { $0.append(item) } }
            return consumers.map { $0.join() }
        }
    }

    /// Who was woken and is robbed by a running thread waits on, and the robber wakes whoever can go on then.
    @Test func withLockWhen_robbedByARunningThread_losesNoWakeUp() throws {
        try exhaust {
            let tokens = Monitor((red: 0, blue: 0))
            let red = NativeThread.spawn { tokens.withLock(when: { $0.red > 0 }) { $0.red -= 1 } }
            let blue = NativeThread.spawn { tokens.withLock(when: { $0.blue > 0 }) { $0.blue -= 1 } }
            tokens.withLock { $0 = (1, 1) }
            // Perhaps before either of them: then it gives back what it took.
            let robbed = tokens.withLock { tokens in
                defer { tokens.red = 0 }
                return tokens.red
            }
            tokens.withLock { $0.red += robbed }
            red.join()
            blue.join()
            tokens.withLock { expect($0.red == 0 && $0.blue == 0) }
        }
    }

    /// Who was woken for a predicate that has become false by itself, against the rules, wakes the next in its place.
    @Test func wait_besideAPredicateThatLooksElsewhere_losesNoWakeUp() throws {
        try exhaust {
            let number = Monitor(0)
            let flag = AtomicCell(true)
            let fickle = NativeThread.spawn { number.wait { $0 > 0 && flag.load() } }
            let steady = NativeThread.spawn { number.wait { $0 > 0 } }
            number.withLock { $0 = 1 }
            flag.store(false)
            steady.join()
            flag.store(true)
            number.withLock { _ in }
            fickle.join()
        }
    }

    @Test func withLockWhen_forATime_runsTheBodyOrIsNil() throws {
        try exhaust([1, nil]) {
            let monitor = Monitor(0)
            let waiter = NativeThread.spawn {
                monitor.withLock(when: { $0 == 1 }, for: .seconds(30)) { value in
                    defer { value += 1 }
                    return value
                }
            }
            monitor.withLock { $0 = 1 }
            let seen = waiter.join()
            expect(monitor.withLock { $0 } == (seen == nil ? 1 : 2))
            return seen
        }
    }

    /// Who gives up as it is woken leaves the wake-up to the next.
    @Test func withLockWhen_overAsItIsWoken_leavesTheItemToAnother() throws {
        try exhaust([true, false]) {
            let items = Monitor(0)
            let impatient = NativeThread.spawn {
                items.withLock(when: { $0 > 0 }, for: .seconds(30)) { $0 -= 1 } != nil
            }
            let patient = NativeThread.spawn { items.withLock(when: { $0 > 0 }) { $0 -= 1 } }
            items.withLock { $0 += 1 }
            let hasItem = impatient.join()
            // If it went to the impatient one, the other needs its own.
            if hasItem { items.withLock { $0 += 1 } }
            patient.join()
            expect(items.withLock { $0 } == 0)
            return hasItem
        }
    }

    @Test func waitForATime_thatNobodyMakesTrue_isFalse() throws {
        try exhaust([false]) {
            let monitor = Monitor(0)
            let other = NativeThread.spawn { monitor.withLock { $0 = 1 } }
            let isTrue = monitor.wait(for: .seconds(30)) { $0 == 2 }
            other.join()
            return isTrue
        }
    }

    @Test func waitForZero_onlyLooks() throws {
        try exhaust([true, false]) {
            let monitor = Monitor(false)
            let other = NativeThread.spawn { monitor.withLock { $0 = true } }
            let isTrue = monitor.wait(for: .zero) { $0 }
            other.join()
            return isTrue
        }
    }

    @Test func withLockWhen_whoseBodyThrows_wakesTheNext() throws {
        try exhaust {
            let monitor = Monitor(0)
            let thrower = NativeThread.spawn {
                try monitor.withLock(when: { $0 > 0 }) { value in
                    value += 1
                    throw ContractError(number: value)
                }
            }
            let next = NativeThread.spawn { monitor.wait { $0 == 2 } }
            monitor.withLock { $0 = 1 }
            expectError(ContractError(number: 2), in: Result { try thrower.join() })
            next.join()
        }
    }

    @Test func wait_forWhatNobodyMakesTrue_isALostWakeUpOrADeadlock() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.exhaustive) {
                let monitor = Monitor(0)
                let other = NativeThread.spawn { monitor.withLock { $0 = 1 } }
                monitor.wait { $0 == 2 }
                other.join()
            }
        }
        #expect([.deadlock, .lostWakeUp].contains(failure.kind), "\(failure)")
    }

    @Test func exchange_byTwoThreads_givesEachValueToOneAndWakes() throws {
        try exhaust {
            let monitor = Monitor(0)
            let waiter = NativeThread.spawn { monitor.wait { $0 == 3 } }
            let one = NativeThread.spawn { monitor.exchange(1) }
            let two = NativeThread.spawn { monitor.exchange(2) }
            let before = [one.join(), two.join()]
            let last = monitor.exchange(3)
            waiter.join()
            expect((before + [last]).sorted() == [0, 1, 2], "a value was taken twice, or by nobody")
        }
    }
}
