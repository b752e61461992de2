// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading
internal import Synchronization

/// Permits and sleepers in one 64-bit word: the low half counts permits and is what threads sleep
/// on, the high half counts those who sleep.
///
/// One word, so that «add a permit» and «does anybody sleep?» are a single atomic step; with two
/// words both sides would need a full barrier to see each other.
package struct SemaphoreWord: ~Copyable, Sendable {
    private let state: Atomic<UInt64>
    private let pauseLimit = PauseLimit()

    private static var oneSleeper: UInt64 { 1 << 32 }

    /// The largest number of permits.
    package static var greatestValue: Int { Int(Int32.max) }

    package init(_ value: Int) {
        state = Atomic(UInt64(value))
    }

    /// Stale on return.
    package var value: Int { Int(state.load(ordering: .relaxed) & 0xffff_ffff) }

    /// How many sleep, or are about to; stale on return.
    var sleepers: Int { Int(state.load(ordering: .relaxed) >> 32) }

    /// Takes a permit, or is false at the deadline.
    @inline(__always)
    package func take(until deadline: Deadline) -> Bool {
        takeOne() || takeSlowly(upTo: 1, until: deadline) > 0
    }

    /// Takes so many permits if so many are left, in one step: never a part of them.
    package func takeAtOnce(_ count: Int) -> Bool {
        take(count...count, alsoSubtracting: 0) > 0
    }

    /// Takes as many permits as are left, `most` at the most; waits for the first of them.
    ///
    /// How many; zero at the deadline.
    package func take(upTo most: Int, until deadline: Deadline) -> Int {
        let taken = take(1...most, alsoSubtracting: 0)
        return taken > 0 ? taken : takeSlowly(upTo: most, until: deadline)
    }

    @inline(__always)
    private func takeOne() -> Bool {
        var seen = state.load(ordering: .relaxed)
        while seen & 0xffff_ffff != 0 {
            // Acquiring: what was done before the permit was given is ours to read.
            let result = state.weakCompareExchange(
                expected: seen,
                desired: seen &- 1,
                successOrdering: .acquiring,
                failureOrdering: .relaxed
            )
            if result.exchanged { return true }
            seen = result.original
        }
        return false
    }

    /// Takes as many permits of `counts` as are left; zero if they are fewer than its least.
    private func take(_ counts: ClosedRange<Int>, alsoSubtracting sleepers: UInt64) -> Int {
        var seen = state.load(ordering: .relaxed)
        while true {
            let left = Int(seen & 0xffff_ffff)
            guard left >= counts.lowerBound else { return 0 }
            let count = min(left, counts.upperBound)
            // Acquiring: as above.
            let result = state.weakCompareExchange(
                expected: seen,
                desired: seen &- UInt64(count) &- sleepers,
                successOrdering: .acquiring,
                failureOrdering: .relaxed
            )
            if result.exchanged { return count }
            seen = result.original
        }
    }

    @inline(never)
    private func takeSlowly(upTo most: Int, until deadline: Deadline) -> Int {
        if deadline.isImmediate { return 0 }
        var taken = 0
        func takeNow(alsoSubtracting sleepers: UInt64) -> Bool {
            taken = take(1...most, alsoSubtracting: sleepers)
            return taken > 0
        }
        if pauseLimit.pass(yields: 10, until: { takeNow(alsoSubtracting: 0) }) { return taken }
        // Relaxed: it is the same word that the giver changes, so one of the two comes first: either
        // the giver sees the sleeper, or the kernel sees the permit and does not let it sleep.
        state.wrappingAdd(Self.oneSleeper, ordering: .relaxed)
        while !takeNow(alsoSubtracting: Self.oneSleeper) {
            let outcome = unsafe Futex.sleep(address, while: 0, until: deadline, for: reason)
            guard case .timedOut = outcome else { continue }
            if takeNow(alsoSubtracting: Self.oneSleeper) { return taken }
            state.wrappingSubtract(Self.oneSleeper, ordering: .relaxed)
            return 0
        }
        return taken
    }

    /// Adds permits, and wakes as many sleepers.
    ///
    /// False, and nothing is changed, if there would be more than `limit`.
    package func give(_ count: Int, limit: Int) -> Bool {
        var seen = state.load(ordering: .relaxed)
        while true {
            guard count <= limit - Int(seen & 0xffff_ffff) else { return false }
            // Releasing: what this thread did is the taker's to read.
            let result = state.weakCompareExchange(
                expected: seen,
                desired: seen &+ UInt64(count),
                successOrdering: .releasing,
                failureOrdering: .relaxed
            )
            if result.exchanged { break }
            seen = result.original
        }
        if seen >= Self.oneSleeper { _ = unsafe Futex.wake(address, Int32(count)) }
        return true
    }

    /// Where the low half is: what the kernel compares.
    ///
    /// Never read through; see `FutexWord`.
    private var address: UnsafeRawPointer {
        unsafe withUnsafePointer(to: state) {
            #if _endian(little)
            unsafe UnsafeRawPointer($0)
            #else
            unsafe UnsafeRawPointer($0) + 4
            #endif
        }
    }

    private var reason: WaitReason { unsafe WaitReason(.semaphore, object: UInt(bitPattern: address)) }
}
