// Part of swift-threading. Apache-2.0: see LICENSE.

/// The slow paths of a lock, generic over its word so that what ships is what is explored.
///
///     0 free · 1 held · 2 held, and somebody may sleep · 3 handed over to a woken sleeper
///
///     0 → 1  a thread takes it              1, 2 → 0  its holder releases it
///     1 → 2  a thread announces its sleep   0, 3 → 2  a thread that slept takes it
///     2 → 3  its holder hands it over       3 → 0     nobody was there to take it
///
/// **Barging.** A running thread may take a free lock before the one that was woken for it, which is
/// what makes a contended lock fast. **Fairness.** So that nobody starves, the releasing thread looks
/// at the clock when there are sleepers, and every 250 µs hands the lock over to the longest asleep
/// (parking_lot's eventual fairness, on a bare futex: the kernel's queue is first in, first out).
///
/// **Why no wake-up is lost.** A sleeper sleeps while the word is 2 or 3, and whoever takes the lock
/// after having slept leaves 2 behind, so a releasing thread knows. 3 is left only by a woken thread,
/// or by the releasing thread that found nobody to wake.
///
/// **The time rule.** A look at the word by a waiting thread costs the holder 50-250 ns, and so does each change of
/// hands. Whoever gets the lock after waiting leaves the time in `stamp`. A thread that arrives, finds the lock held and
/// sees that it changed hands just now was itself just displaced: it has done less outside the lock than the
/// changes cost, so it stays away long (4 µs), and the holder works in peace, in batches. «Just now» is less than three
/// times what the thread's own first look took, since a look is a way from processor to processor. Measured with two
/// threads and sections of a few nanoseconds, where a look takes 100 ns: 43 → 21 ns an operation; with some 50 ns of work inside and
/// outside 165 → 137; no difference beyond noise with 50 ns inside and 190 outside, 100 and 480, 270 both.
package enum LockAlgorithm<Word: WaitableWord & ~Copyable> {
    /// Takes the lock or, at the deadline, gives up.
    ///
    /// - Parameters:
    ///   - word: the lock.
    ///   - stamp: when the lock last changed hands between waiting threads; a hint, hence relaxed.
    ///   - deadline: when to give up.
    ///   - afterSleep: whether this thread was a sleeper of the word already, moved there from a
    ///     condition and woken. It may then take a lock that is handed over, and must leave 2.
    ///   - reason: what an observer is told that this thread waits for.
    /// - Returns: whether the caller holds the lock now.
    static func acquire(
        _ word: borrowing Word,
        stamp: borrowing Word,
        until deadline: Deadline,
        afterSleep: Bool,
        reason: WaitReason
    ) -> Bool {
        var afterSleep = afterSleep
        var woken = afterSleep
        var isFirstRound = true
        while true {
            // A hand-over goes before the look at the deadline: if its receiver gave up, nobody
            // would hold the lock, and nobody could take it.
            if woken, word.compareExchangeAcquiring(expected: 3, desired: 2).exchanged { return true }
            // Others may sleep, too, so a thread that has slept never leaves a plain 1.
            let held: UInt32 = afterSleep ? 2 : 1
            if spin(word, stamp: stamp, leaving: held, isFirstRound: isFirstRound && !afterSleep) { return true }
            isFirstRound = false
            guard let seen = announce(word) else { return true }
            switch word.sleep(while: seen, until: deadline, for: reason) {
            case .woken: woken = true
            case .lookAgain: woken = false
            // The word may stay 2: that costs its holder one idle wake.
            case .timedOut: return false
            }
            afterSleep = true
        }
    }

    /// A few looks at growing distances, then some yields.
    ///
    /// Whether the lock was taken.
    private static func spin(
        _ word: borrowing Word,
        stamp: borrowing Word,
        leaving held: UInt32,
        isFirstRound: Bool
    ) -> Bool {
        var now = MonotonicTime.now
        var isHot = false
        var pauses = 2
        for round in 0..<Word.looksBeforeSleep {
            let seen = word.loadRelaxed()
            // Acquiring: what the last holder wrote is ours to read.
            if seen == 0, word.compareExchangeAcquiring(expected: 0, desired: held).exchanged {
                stamp.storeRelaxed(UInt32(truncatingIfNeeded: now))
                return true
            }
            if seen >= 3 { return false }
            if round == 0, isFirstRound {
                let look = UInt32(truncatingIfNeeded: MonotonicTime.now &- now)
                isHot = UInt32(truncatingIfNeeded: now) &- stamp.loadRelaxed() < hotLooks &* look
            }
            if round >= 3 || !Spin.isUseful {
                Spin.yield()
            } else if isHot {
                Spin.pause(untilNanoseconds: now &+ awayNanoseconds)
            } else {
                Spin.pause(pauses)
                pauses = min(8, pauses &* 2)
            }
            now = MonotonicTime.now
        }
        return false
    }

    /// Says in the word that somebody will sleep.
    ///
    /// `nil` if the lock was free and is now this thread's; else the value of the word to sleep on.
    private static func announce(_ word: borrowing Word) -> UInt32? {
        var seen = word.loadRelaxed()
        while true {
            switch seen {
            case 0:
                let result = word.compareExchangeAcquiring(expected: 0, desired: 2)
                if result.exchanged { return nil }
                seen = result.original
            case 1:
                // Relaxed: nothing is published, and the kernel compares the word again under its
                // own lock before the thread sleeps.
                let result = word.compareExchangeRelaxed(expected: 1, desired: 2)
                if result.exchanged { return 2 }
                seen = result.original
            default:
                return seen
            }
        }
    }

    /// Releases the lock.
    ///
    /// The word is dead after the exchange except for its address: another thread may by then have
    /// taken the lock, released it and freed its owner.
    ///
    /// - Parameters:
    ///   - word: the lock.
    ///   - fair: the time, in units of 1.024 µs, of the next hand-over.
    /// - Returns: whether it was held.
    static func release(_ word: borrowing Word, fair: borrowing Word) -> Bool {
        var seen = word.loadRelaxed()
        while true {
            switch seen {
            case 1:
                // Releasing, here and below: what this thread wrote is the next holder's to read.
                let result = word.compareExchangeReleasing(expected: 1, desired: 0)
                if result.exchanged { return true }
                seen = result.original
            case 2 where isTimeToBeFair(fair):
                let result = word.compareExchangeReleasing(expected: 2, desired: 3)
                if result.exchanged {
                    handOver(word)
                    return true
                }
                seen = result.original
            case 2:
                let result = word.compareExchangeReleasing(expected: 2, desired: 0)
                if result.exchanged {
                    word.wake(1)
                    return true
                }
                seen = result.original
            default:
                return false
            }
        }
    }

    private static func handOver(_ word: borrowing Word) {
        guard word.wake(1) == 0 else { return }
        // Nobody slept: whoever announced a sleep has given up, or is on its way and has read 2.
        // Relaxed: the exchange that wrote 3 was the release, and this one continues its sequence.
        guard word.compareExchangeRelaxed(expected: 3, desired: 0).exchanged else { return }
        // Somebody may have gone to sleep on 3 in between.
        word.wake(1)
    }

    private static func isTimeToBeFair(_ fair: borrowing Word) -> Bool {
        let now = UInt32(truncatingIfNeeded: MonotonicTime.now >> 10)
        // Due unless the time set is within the next interval: right also after the 32 bits have
        // come round, however long nobody looked.
        let left = fair.loadRelaxed() &- now
        guard left == 0 || left > fairInterval else { return false }
        fair.storeRelaxed(now &+ fairInterval)
        return true
    }

    private static var hotLooks: UInt32 { 3 }
    private static var awayNanoseconds: UInt64 { 4_000 }
    private static var fairInterval: UInt32 { 244 }  // 250 µs
}
