// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingTestSupport

@testable import ThreadingCore

/// ``WaiterList`` on the words that ship: who is notified, who is moved, who times out.
@Suite struct WaiterListTests {
    private final class Shared: @unchecked Sendable {
        // Unchecked: `ends` is guarded by `results`; the list and the word by themselves.
        let list = WaiterList<FutexWord>()
        let word = FutexWord(0)
        private let results = LockWord()
        private var ends: [(who: Int, end: WaiterList<FutexWord>.End)] = []

        /// A thread that waits and tells how it ended, asleep when this returns.
        func waiter(_ who: Int, until deadline: Deadline = .never) -> JoinHandle<Void, Never> {
            let handle = NativeThread.spawn(name: "waiter-\(who)") {
                let end = self.list.wait(until: deadline, for: WaitReason(.condition, object: 1)) {}
                self.results.lock()
                self.ends.append((who, end))
                self.results.unlock()
            }
            if deadline == .never { waitUntilInKernel(handle.thread, on: .condition) }
            return handle
        }

        var outcome: [(who: Int, end: WaiterList<FutexWord>.End)] {
            results.lock()
            defer { results.unlock() }
            return ends
        }
    }

    /// C4: at most n, the longest waiting first.
    @Test func notify_ofOne_takesTheLongestWaiting() async throws {
        let order = try await onThread {
            let shared = Shared()
            let threads = (0..<3).map { shared.waiter($0) }
            for thread in threads {
                shared.list.notify(1, lock: shared.word)
                thread.join()
            }
            return shared.outcome.map(\.who)
        }
        #expect(order == [0, 1, 2])
    }

    /// C4.
    @Test func notify_ofFewerThanWait_leavesTheLaterOnes() async throws {
        let (first, isEmpty, all) = try await onThread {
            let shared = Shared()
            let threads = (0..<4).map { shared.waiter($0) }
            shared.word.storeRelaxed(1)
            shared.list.notify(2, lock: shared.word)
            // The second of the two sleeps on the lock's word now, as it would until the lock is released.
            shared.word.storeRelaxed(0)
            shared.word.wake(.max)
            threads[0].join()
            threads[1].join()
            let first = Set(shared.outcome.map(\.who))
            let isEmpty = shared.list.isEmpty
            shared.list.notify(1, lock: shared.word)
            threads[2].join()
            shared.list.notify(1, lock: shared.word)
            threads[3].join()
            return (first, isEmpty, shared.outcome.map(\.who).suffix(2))
        }
        #expect(first == [0, 1])
        #expect(!isEmpty)
        #expect(Array(all) == [2, 3])
    }

    /// C4: the others become sleepers of the lock's word, without running.
    @Test func notify_ofAllWhileTheLockIsHeld_wakesOneAndMovesTheOthers() async throws {
        let (word, stillAsleep, ends) = try await onThread {
            let shared = Shared()
            let threads = (0..<3).map { shared.waiter($0) }
            shared.word.storeRelaxed(1)
            shared.list.notify(.max, lock: shared.word)
            threads[0].join()
            let word = shared.word.loadRelaxed()
            // Nothing but a wake on the lock's word brings them back, one each. Which comes first is the
            // kernel's: it keeps the place of a sleeper whose words share a bucket of its table.
            let stillAsleep = !threads[1].isFinished && !threads[2].isFinished
            let first = shared.word.wake(1)
            while !threads[1].isFinished, !threads[2].isFinished { ThreadYield.yield() }
            let second = shared.word.wake(1)
            threads[1].join()
            threads[2].join()
            return (word, stillAsleep && first == 1 && second == 1, shared.outcome)
        }
        #expect(word == 2, "the holder must know that the lock has sleepers")
        #expect(stillAsleep)
        #expect(ends.first?.who == 0)
        #expect(Set(ends.map(\.who)) == [0, 1, 2])
        #expect(ends.map(\.end) == [.notified, .moved, .moved])
    }

    /// C4: a notifier that does not hold the lock after all strands nobody.
    @Test func notify_ofAllWhileTheLockIsFree_wakesTheMovedAsWell() async throws {
        let ends = try await onThread {
            let shared = Shared()
            let threads = (0..<3).map { shared.waiter($0) }
            shared.list.notify(.max, lock: shared.word)
            for thread in threads { thread.join() }
            return shared.outcome.map(\.who)
        }
        #expect(Set(ends) == [0, 1, 2])
    }

    /// C4: there is nothing to do, and nothing is remembered.
    @Test(arguments: [0, -1, 1, Int.max]) func notify_withNobodyOrNothing_isNotRemembered(count: Int) async throws {
        let wasNotified = try await onThread {
            let shared = Shared()
            shared.list.notify(count, lock: shared.word)
            return shared.list.wait(until: .immediate, for: WaitReason(.condition, object: 1)) {} != .timedOut
        }
        #expect(!wasNotified)
    }

    /// C4.
    @Test(arguments: [0, -1, Int.min]) func notify_ofNoneOrLess_doesNothing(count: Int) async throws {
        let isEmpty = try await onThread {
            let shared = Shared()
            let thread = shared.waiter(0)
            shared.list.notify(count, lock: shared.word)
            let isEmpty = shared.list.isEmpty
            shared.list.notify(1, lock: shared.word)
            thread.join()
            return isEmpty
        }
        #expect(!isEmpty)
    }

    /// C2: whoever times out leaves the list, wherever in it they were.
    @Test(arguments: 0..<3) func wait_untilADeadlineThatPasses_leavesTheOthersInOrder(late: Int) async throws {
        let ends = try await onThread {
            let shared = Shared()
            var handles: [JoinHandle<Void, Never>] = []
            for number in 0..<3 {
                let deadline = number == late ? Deadline(after: Delay.short) : .never
                handles.append(shared.waiter(number, until: deadline))
            }
            handles[late].join()
            for number in 0..<3 where number != late {
                shared.list.notify(1, lock: shared.word)
                handles[number].join()
            }
            return shared.list.isEmpty ? shared.outcome : []
        }
        #expect(ends.first?.who == late)
        #expect(ends.first?.end == .timedOut)
        #expect(ends.dropFirst().allSatisfy { $0.end == .notified })
        #expect(ends.dropFirst().map(\.who) == (0..<3).filter { $0 != late })
    }

    /// C2: `release` runs when the thread is in the list already, so a notification after it is not lost.
    @Test func wait_whenNotifiedBeforeItSleeps_returnsNotified() async throws {
        let (wasListed, end) = try await onThread {
            let shared = Shared()
            var wasListed = false
            let end = shared.list.wait(until: .never, for: WaitReason(.condition, object: 1)) {
                wasListed = !shared.list.isEmpty
                shared.list.notify(1, lock: shared.word)
            }
            return (wasListed, end)
        }
        #expect(wasListed)
        #expect(end == .notified)
    }

    /// C2: a poll joins the list for a moment, and can be notified in it.
    @Test func wait_thatPollsAndIsNotifiedMeanwhile_returnsNotified() async throws {
        let end = try await onThread {
            let shared = Shared()
            return shared.list.wait(until: .immediate, for: WaitReason(.condition, object: 1)) {
                shared.list.notify(1, lock: shared.word)
            }
        }
        #expect(end == .notified)
    }

    /// C2, X4: a notifier that has taken the waiter off the list has won over the deadline, also while its
    /// write is still to come.
    @Test func wait_whenItTimesOutBetweenTheNotifiersTwoSteps_isNotified() {
        let list = WaiterList<HookedWord>()
        let lock = HookedWord(1)
        let script = HookedWord.Script()
        // The steps of one notification, the second of them delayed: the waiter times out, the notifier takes
        // it off the list, the waiter finds itself gone from there and sleeps on, the notifier writes.
        var steps: [String] = []
        var deadlines: [Deadline] = []
        script.sleep = { _, deadline in
            deadlines.append(deadline)
            guard steps.isEmpty else { return .woken }
            steps.append("time-out")
            script.beforeExchange = {
                script.beforeExchange = nil
                steps.append(list.isEmpty ? "off the list" : "in the list")
            }
            list.notify(1, lock: lock)
            return .timedOut
        }
        let end = HookedWord.$script.withValue(script) {
            list.wait(until: Deadline(nanoseconds: 1), for: WaitReason(.condition, object: 1)) {}
        }
        #expect(steps == ["time-out", "off the list"])
        #expect(end == .notified)
    }

    /// C4: a system that cannot move a sleeper, or a waiter that has not fallen asleep yet: it goes for the
    /// lock by itself, and as one that may take a hand-over.
    @Test func notify_whenASleeperCannotBeMoved_stillCountsItAsMoved() async throws {
        let ends = try await onThread {
            let list = WaiterList<HookedWord>()
            let lock = HookedWord(1)
            let script = HookedWord.Script()
            var ends: [WaiterList<HookedWord>.End] = []
            var depth = 0
            // Two waiters, the second inside the first one's sleep; the notification inside the second's.
            script.sleep = { _, _ in
                depth += 1
                if depth == 1 {
                    ends.append(list.wait(until: .never, for: WaitReason(.condition, object: 1)) {})
                } else if depth == 2 {
                    list.notify(.max, lock: lock)
                }
                return .lookAgain
            }
            HookedWord.$script.withValue(script) {
                ends.append(list.wait(until: .never, for: WaitReason(.condition, object: 1)) {})
            }
            return ends.map { $0 == .moved } + [script.moved == 1, lock.loadRelaxed() == 2]
        }
        #expect(ends == [true, false, true, true])
    }
}
