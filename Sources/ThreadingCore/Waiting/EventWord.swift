// Part of swift-threading. Apache-2.0: see LICENSE.

/// A flag that threads can wait for, in one word: bit 0 is the flag, bit 1 says that somebody may
/// sleep, and the 29 bits above count how often the flag was set.
///
/// The count is what lets a waiter return for a `set` even if a `clear` followed before it ran: it
/// compares the count with the one it came with. (To be missed, a waiter would have to sleep through
/// 2²⁹ sets, to the one.) Bit 31 stays free, as in every word.
package struct EventWord: ~Copyable, Sendable {
    private let word: FutexWord
    private let pauseLimit = PauseLimit()

    private static var setBit: UInt32 { 1 }
    private static var sleepersBit: UInt32 { 2 }
    private static var oneSet: UInt32 { 4 }
    private static var countMask: UInt32 { 0x7fff_fffc }

    package init(isSet: Bool) {
        word = FutexWord(isSet ? Self.setBit : 0)
    }

    /// Acquiring: what was done before the flag was set is the caller's to read.
    package var isSet: Bool { word.loadAcquiring() & Self.setBit != 0 }

    package func set() {
        var seen = word.loadRelaxed()
        while true {
            // A set flag is set again as well: the exchange publishes what this thread did, too.
            let isNew = seen & Self.setBit == 0
            let count = isNew ? (seen &+ Self.oneSet) & Self.countMask : seen & Self.countMask
            let result = word.compareExchangeReleasing(expected: seen, desired: count | Self.setBit)
            if result.exchanged {
                if seen & Self.sleepersBit != 0 { word.wake(.max) }
                return
            }
            seen = result.original
        }
    }

    package func clear() {
        var seen = word.loadRelaxed()
        while seen & Self.setBit != 0 {
            // Releasing only so that it continues what the set published; it publishes nothing itself.
            let result = word.compareExchangeReleasing(expected: seen, desired: seen & ~Self.setBit)
            if result.exchanged { return }
            seen = result.original
        }
    }

    /// Waits until the flag is set, or was since the call; false at the deadline.
    package func wait(until deadline: Deadline) -> Bool {
        let start = word.loadAcquiring()
        if start & Self.setBit != 0 { return true }
        if deadline.isImmediate { return false }
        // Acquiring at each look: any of them may be the one that finds the flag set.
        func wasSet(_ seen: UInt32) -> Bool {
            seen & Self.setBit != 0 || seen & Self.countMask != start & Self.countMask
        }
        if pauseLimit.pass(yields: 10, until: { wasSet(word.loadAcquiring()) }) { return true }
        while true {
            let seen = word.loadAcquiring()
            if wasSet(seen) { return true }
            // The bit must be in the word before anybody sleeps on it, or `set` would not know.
            let asleep = seen | Self.sleepersBit
            if seen != asleep, !word.compareExchangeRelaxed(expected: seen, desired: asleep).exchanged { continue }
            guard case .timedOut = word.sleep(while: asleep, until: deadline, for: reason) else { continue }
            return wasSet(word.loadAcquiring())
        }
    }

    private var reason: WaitReason {
        // Only a name for the event, never read through.
        unsafe WaitReason(.event, object: withUnsafePointer(to: word) { UInt(bitPattern: $0) })
    }
}
