// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``Condition`` promises of its notifications, in every interleaving.
@Suite struct NotificationContractTests {
    @Test func notify_whileTwoWait_wakesTheOneThatHasWaitedLongestButNotElsewhere() throws {
        let body: @Sendable () -> Void = {
            let waiting = Waiters()
            let one = waiting.start(1)
            let two = waiting.start(2)
            waiting.awaitArrivals(2) { $0.notify() }
            waiting.awaitWoken(1) { $0.notify() }
            one.join()
            two.join()
            expect(waiting.arrived == waiting.woken, "arrived \(waiting.arrived), woken \(waiting.woken)")
        }
        try exhaust(conditions: .promised, body)
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.exhaustive, schedules: 20_000, conditions: .portable, body)
        }
        #expect(failure.kind == .expectation)
    }

    @Test func notifyTwo_whileTwoWait_wakesBoth() throws {
        try exhaust([[1, 2], [2, 1]]) {
            let waiting = Waiters()
            let one = waiting.start(1)
            let two = waiting.start(2)
            waiting.awaitArrivals(2) { $0.notify(2) }
            one.join()
            two.join()
            return waiting.woken
        }
    }

    @Test func notifyTwo_whileThreeWait_wakesTheTwoThatHaveWaitedLongest() throws {
        try exhaust {
            let waiting = Waiters()
            let threads = (1...3).map { waiting.start($0) }
            waiting.awaitArrivals(3) { $0.notify(2) }
            waiting.awaitWoken(2) { condition in
                expect(Set(waiting.woken) == Set(waiting.arrived.prefix(2)), "not those that have waited longest")
                condition.notify()
            }
            for thread in threads { thread.join() }
        }
    }

    @Test(arguments: [ConditionModel.promised, .portable])
    func notifyAll_whileTwoWait_wakesBoth(_ conditions: ConditionModel) throws {
        try exhaust([2], preemptions: conditions == .portable ? 2 : nil, conditions: conditions) {
            let waiting = Waiters()
            let one = waiting.start(1)
            let two = waiting.start(2)
            waiting.awaitArrivals(2) { $0.notifyAll() }
            one.join()
            two.join()
            return waiting.woken.count
        }
    }

    @Test func notify_thatNobodyWaitsFor_isNotRemembered() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.exhaustive) {
                let condition = Condition()
                condition.withLock { condition.notify() }
                condition.withLock { condition.wait() }
            }
        }
        #expect(failure.kind == .lostWakeUp)
    }

    @Test func notifyZero_whileOneWaits_wakesNobody() throws {
        try exhaust([false]) {
            let condition = Condition()
            let waiter = NativeThread.spawn { condition.withLock { condition.wait(for: .seconds(30)) } }
            condition.withLock { condition.notify(0) }
            return waiter.join()
        }
    }
}

/// Threads that wait once each, without a predicate, and note in which order they did so and were woken.
private final class Waiters: @unchecked Sendable {
    // Unchecked: the arrays are guarded by the condition's lock.
    private let condition = Condition()
    private let changed: Condition
    private(set) var arrived: [Int] = []
    private(set) var woken: [Int] = []

    init() {
        changed = Condition(condition.lock)
    }

    func start(_ number: Int) -> JoinHandle<Void, Never> {
        NativeThread.spawn {
            self.condition.withLock {
                self.arrived.append(number)
                self.changed.notify()
                // What a predicate would make up for is looked for.
                self.condition.wait()
                self.woken.append(number)
                self.changed.notify()
            }
        }
    }

    func awaitArrivals(_ count: Int, then act: (Condition) -> Void) {
        condition.withLock {
            changed.wait { arrived.count == count }
            act(condition)
        }
    }

    func awaitWoken(_ count: Int, then act: (Condition) -> Void) {
        condition.withLock {
            changed.wait { woken.count >= count }
            act(condition)
        }
    }
}
