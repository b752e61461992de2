// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What conditions are taken to promise.
@Suite struct ConditionModelTests {
    /// Looks once, where it should look until it is so.
    @Sendable private static func looksOnce() {
        let condition = Condition()
        let isReady = Box(false)
        together(
            {
                condition.withLock {
                    if !isReady.value { condition.wait() }
                    expect(isReady.value, "woke too early")
                }
            },
            {
                condition.withLock {
                    isReady.value = true
                    condition.notify()
                }
            }
        )
    }

    @Test func wait_afterAnIf_passesWherePromisesAreKept() throws {
        #expect(try explore(conditions: .promised) { Self.looksOnce() }.isExhausted)
        #expect(try explore { Self.looksOnce() }.isExhausted)
    }

    @Test func wait_afterAnIf_failsWhereConditionsArePortable() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(conditions: .portable) { Self.looksOnce() }
        }
        #expect(failure.kind == .expectation)
        #expect(failure.trace.contains("wake on condition 1: not notified"), "\(failure)")
        let again = try #require(throws: ExplorationFailure.self) {
            try explore(replaying: failure.schedule, conditions: .portable) { Self.looksOnce() }
        }
        #expect(again.message == failure.message)
    }

    @Test(arguments: [ConditionModel.promised, .portable])
    func wait_inALoop_passes(_ conditions: ConditionModel) throws {
        let report = try explore(conditions: conditions) {
            let condition = Condition()
            let isReady = Box(false)
            together(
                { condition.withLock { condition.wait { isReady.value } } },
                {
                    condition.withLock {
                        isReady.value = true
                        condition.notify()
                    }
                }
            )
        }
        #expect(report.isExhausted)
    }

    /// Two that wait in a known order, and one notification for one of them.
    @Test func notify_wherePromisesAreKept_wakesTheOneThatHasWaitedLongest() throws {
        #expect(try firstWoken(.promised) == [1])
    }

    @Test func notify_whereConditionsArePortable_wakesAny() throws {
        #expect(try firstWoken(.portable) == [1, 2])
    }

    /// Nobody may count on a wake-up that nobody promised.
    @Test func wait_forWhatNeverComes_isALostWakeUpInBoth() throws {
        for conditions in [ConditionModel.promised, .portable] {
            let failure = try #require(throws: ExplorationFailure.self) {
                try explore(conditions: conditions) {
                    let condition = Condition()
                    condition.withLock { condition.wait() }
                }
            }
            #expect(failure.kind == .lostWakeUp)
        }
    }

    private func firstWoken(_ conditions: ConditionModel) throws -> Set<Int> {
        let seen = Locked<Set<Int>>([])
        try explore(.exhaustive, schedules: 3_000, conditions: conditions) {
            let lock = Lock()
            let condition = Condition(lock)
            let isSeen = Condition(lock)
            let waiting = Box(0)
            let mayGo = Box(false)
            let first = Box(0)
            let wait: @Sendable () -> Void = {
                lock.withLock {
                    waiting.value += 1
                    let mine = waiting.value
                    while !mayGo.value { condition.wait() }
                    if first.value == 0 { first.value = mine }
                    isSeen.notifyAll()
                }
            }
            let notify: @Sendable () -> Void = {
                lock.withLock {
                    let bothWait = waiting.value == 2
                    mayGo.value = true
                    condition.notify()
                    while bothWait && first.value == 0 { isSeen.wait() }
                    condition.notifyAll()
                    if !bothWait { waiting.value = -5 }
                }
            }
            together(wait, wait, notify)
            let winner = first.value
            if waiting.value == 2 { seen.withLock { _ = $0.insert(winner) } }
        }
        return seen.withLock { $0 }
    }
}
