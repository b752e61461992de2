// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

@testable import ThreadingCore

/// The starvation bound of locks and conditions with all of the code that ships, threads, and a virtual clock.
///
/// Without a preemption a thread that has released the lock runs on and takes it again before the one that it woke has
/// run: the greediest there can be. And time passes only when all wait, so those who wait are asleep.
@Suite struct LockFairnessExplorations {
    private static let rounds = 8

    /// Takes the lock again and again, each time for so long, and says how often it has.
    private static func beGreedy(
        _ lock: ExploredLock,
        for section: Duration,
        _ count: WatchedVariable<Int>,
        first: () -> Void = {}
    ) {
        for round in 1...rounds {
            lock.lock()
            count.write(round)
            NativeThread.sleep(for: section)
            if round == 2 { first() }
            lock.unlock()
        }
    }

    /// X5: it is handed over at the first release after the time of the next hand-over, and not before.
    @Test(arguments: [(300, 1), (100, 2), (40, 4)] as [(Int64, Int)])
    func lock_besideAThreadThatIsAlwaysFaster_isHandedOver(microseconds: Int64, atRound: Int) throws {
        try exhaust([atRound], preemptions: 0) {
            // The next hand-over is due in 123 µs.
            let lock = ExploredLock(isFair: false)
            let count = WatchedVariable(0)
            let greedy = NativeThread.spawn { Self.beGreedy(lock, for: .microseconds(microseconds), count) }
            let sleeper = NativeThread.spawn { () -> Int in
                // It comes second.
                NativeThread.sleep(for: .nanoseconds(1))
                lock.lock()
                defer { lock.unlock() }
                return count.read()
            }
            let round = sleeper.join()
            greedy.join()
            lock.expectFree()
            return round
        }
    }

    /// X5: of two that are notified at once, one is woken and the other moved to the lock; neither is passed over for long.
    @Test func conditionWait_notifiedBesideAThreadThatIsAlwaysFaster_isHandedTheLock() throws {
        // Notified in the second round, when a hand-over is due: one has it then, and the other before the third is over.
        try exhaust([[2, 2], [2, 3]], preemptions: 0) {
            let lock = ExploredLock(isFair: false)
            let list = WaiterQueueOfWords()
            let count = WatchedVariable(0)
            let waiters = (0..<2).map { _ in
                NativeThread.spawn { () -> Int in
                    lock.lock()
                    list.wait(lock)
                    defer { lock.unlock() }
                    return count.read()
                }
            }
            let greedy = NativeThread.spawn {
                NativeThread.sleep(for: .seconds(1))
                Self.beGreedy(lock, for: .microseconds(300), count) { list.notifyAll(lock) }
            }
            let rounds = waiters.map { $0.join() }
            greedy.join()
            lock.expectFree()
            return rounds.sorted()
        }
    }

    /// A list of waiters beside the lock, as `WaiterQueue` is.
    private final class WaiterQueueOfWords: Sendable {
        private let list = WaiterList<ExploredWord>()

        func wait(_ lock: ExploredLock) {
            let end = list.wait(until: .never, for: WaitReason(.condition, object: 1)) { lock.unlock() }
            lock.relock(wasMoved: end == .moved)
        }

        func notifyAll(_ lock: ExploredLock) { list.notify(.max, lock: lock.word) }
    }
}
