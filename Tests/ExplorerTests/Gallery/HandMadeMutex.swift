// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

/// A mutex from one word and a place to sleep: the second one of Drepper's "Futexes Are Tricky", right or wrong.
///
/// The word is 0 when it is free, 1 when it is held, and 2 when it is held and somebody may sleep.
final class HandMadeMutex: Sendable {
    enum Bug: Sendable { case none, forgetsWaiters, unlocksInTwoSteps }

    private let word = AtomicCell(0)
    private let bed = Condition()
    private let bug: Bug

    init(_ bug: Bug) {
        self.bug = bug
    }

    func lock() {
        if word.compareExchange(expected: 0, desired: 1).exchanged { return }
        // Whoever has slept cannot know that nobody else does, so it takes the mutex with a 2.
        let held = bug == .forgetsWaiters ? 1 : 2
        while word.exchange(held) != 0 { sleep(while: held) }
    }

    func unlock() {
        if bug == .unlocksInTwoSteps {
            let old = word.load()
            word.store(0)
            if old == 2 { wakeOne() }
        } else if word.exchange(0) == 2 {
            wakeOne()
        }
    }

    /// What `futex(FUTEX_WAIT)` does.
    private func sleep(while value: Int) {
        bed.withLock {
            if word.load() == value { bed.wait() }
        }
    }

    /// What `futex(FUTEX_WAKE)` does.
    private func wakeOne() {
        bed.withLock { bed.notify() }
    }
}

extension HandMadeMutex {
    /// Two threads count with such a mutex around a plain variable.
    static func count(_ bug: Bug) {
        let mutex = HandMadeMutex(bug)
        let counter = WatchedVariable(0, name: "counter")
        let work: @Sendable () -> Void = {
            mutex.lock()
            counter.write(counter.read() + 1)
            mutex.unlock()
        }
        together(work, work)
        expect(counter.read() == 2, "an update was lost")
    }
}
