// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// The state of a future, in one word that threads sleep on, generic over the word so that what ships is what is explored.
///
///     pending → running → finished
///     pending or running → being written → finished     (by one of several who may)
///     pending → cancelled, finished                     (before anybody has claimed it)
///     pending → cancelled → finished                    (the same, and there is work that must let go first)
///
/// Bits beside the state say whom the end is to be told to. Where nobody waits, the end is one exchange.
struct FutureWord<Cell: FutureCell & ~Copyable>: ~Copyable {
    private let word = Cell()

    private static var running: UInt32 { 1 }
    private static var finished: UInt32 { 2 }
    private static var cancelled: UInt32 { 4 }
    private static var beingWritten: UInt32 { 8 }

    /// Whoever has cancelled it touches its pool no more.
    private static var released: UInt32 { 16 }

    /// Somebody may sleep on the word.
    private static var asleep: UInt32 { 32 }

    /// Somebody is to be told by the thread that ends it.
    private static var observed: UInt32 { 64 }

    /// Somebody has asked what became of it.
    private static var read: UInt32 { 128 }

    /// What nobody may claim, write or cancel any more, who is not doing so already.
    private static var taken: UInt32 { running | finished | cancelled | beingWritten }

    // MARK: What it is

    /// Acquiring, here and below: what the work did is the caller's to read.
    @inline(__always)
    var isFinished: Bool { word.loadAcquiring() & Self.finished != 0 }

    var isPending: Bool { word.loadRelaxed() & Self.taken == 0 }
    var isRunning: Bool { word.loadRelaxed() & (Self.running | Self.finished) == Self.running }
    var isCancelled: Bool { word.loadAcquiring() & Self.cancelled != 0 }

    /// Acquiring: what whoever has cancelled it did to the pool.
    var isReleased: Bool { word.loadAcquiring() & Self.released != 0 }

    var isRead: Bool { word.loadRelaxed() & Self.read != 0 }

    // MARK: Steps

    /// Whether the work is the caller's to do.
    @inline(__always)
    func claim() -> Bool { take(Self.running, unless: Self.taken) }

    /// Whether the result is the caller's to write, who then ends it; false if there is one, or another writes it.
    func beginWriting() -> Bool { take(Self.beingWritten, unless: Self.taken & ~Self.running) }

    enum Cancellation { case first, before, tooLate }

    /// Cancels it, unless somebody has claimed it.
    ///
    /// - Parameter ends: whether nobody has to let go of anything before it is told; ``tellsOthers`` follows then.
    /// - Returns: whether this was it.
    func cancel(ends: Bool) -> Cancellation {
        if take(ends ? Self.cancelled | Self.finished : Self.cancelled, unless: Self.taken) {
            if ends, word.loadRelaxed() & Self.asleep != 0 { word.wakeAll() }
            return .first
        }
        return isCancelled ? .before : .tooLate
    }

    /// Whoever has cancelled it touches its pool no more, and the pool may go.
    func release() { _ = add(Self.released) }

    /// It has ended; wakes those who wait.
    ///
    /// - Returns: whether somebody else is to be told.
    @inline(__always)
    func finish() -> Bool {
        let before = add(Self.finished)
        if before & Self.asleep != 0 { word.wakeAll() }
        return before & Self.observed != 0 && tellsOthers
    }

    /// Whether somebody else is to be told of the end, by the caller, who has ended it.
    ///
    /// Acquiring: who that is was written before the bit.
    var tellsOthers: Bool { word.loadAcquiring() & Self.observed != 0 }

    /// Whether it has not ended, and whoever ends it will see that somebody is to be told.
    func noteObserver() -> Bool {
        var seen = word.loadRelaxed()
        while seen & Self.finished == 0 {
            // Releasing: where the observers are is to be read by whoever sees the bit.
            let result = word.compareExchangeReleasing(expected: seen, desired: seen | Self.observed)
            if result.exchanged { return true }
            seen = result.original
        }
        // Acquiring, as it is said there: who comes too late reads the result.
        return !isFinished
    }

    func noteRead() { if !isRead { _ = add(Self.read) } }

    // MARK: Waiting

    /// Whether it has ended, at the deadline at the latest.
    func wait(until deadline: Deadline, for reason: WaitReason) -> Bool {
        if isFinished { return true }
        if deadline.isImmediate { return false }
        if Cell.spin(until: { isFinished }) { return true }
        while true {
            let seen = word.loadAcquiring()
            if seen & Self.finished != 0 { return true }
            // The bit is in the word before anybody sleeps on it: so whoever ends it knows, or the exchange fails.
            let asleep = seen | Self.asleep
            if seen != asleep, !word.compareExchangeRelaxed(expected: seen, desired: asleep).exchanged { continue }
            if !word.sleep(while: asleep, until: deadline, for: reason) { return isFinished }
        }
    }

    /// Adds the bits, unless one of the others is there; whether it has.
    @inline(__always)
    private func take(_ bits: UInt32, unless others: UInt32) -> Bool {
        var seen = word.loadRelaxed()
        while seen & others == 0, seen & bits != bits {
            // Acquiring: what was done to the future before is the caller's to read. It publishes nothing: that is done
            // by `finish`, by a lock, or by nobody.
            let result = word.compareExchangeAcquiring(expected: seen, desired: seen | bits)
            if result.exchanged { return true }
            seen = result.original
        }
        return false
    }

    /// - Returns: what was there before.
    @inline(__always)
    private func add(_ bits: UInt32) -> UInt32 {
        var seen = word.loadRelaxed()
        while true {
            // Releasing: what this thread did, the result at that, is to be read by whoever sees the bits.
            let result = word.compareExchangeReleasing(expected: seen, desired: seen | bits)
            if result.exchanged { return seen }
            seen = result.original
        }
    }

    /// Where it is, for observers; never read through.
    var address: UInt { unsafe withUnsafePointer(to: word) { UInt(bitPattern: $0) } }
}
