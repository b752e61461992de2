// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A meeting of a fixed number of threads: each waits until all have come, and then all go on.
///
/// It serves again at once: for work that goes in rounds, where a round must not begin before the one before it has
/// ended everywhere. To wait for things that happen once, use a ``Latch``; for the end of threads, join them.
///
/// ```swift
/// let barrier = Barrier(parties: 4) { print("a round is over") }
/// for part in parts {
///     NativeThread.spawn {
///         for round in 0..<rounds { part.compute(round); try barrier.wait() }
///     }
/// }
/// ```
///
/// | | not all have come | the last has come | broken |
/// | --- | --- | --- | --- |
/// | ``wait()`` | blocks | runs the action, releases all | ``BarrierError/broken`` |
/// | ``wait(for:)``, ``wait(until:)`` | blocks, breaks it at the deadline | the same | ``BarrierError/broken`` |
/// | ``reset()`` | those who wait leave: broken | – | serves again |
/// | ``abort()`` | broken | – | nothing changes |
///
/// A thread that gives up, at its deadline or since it is asked to stop, breaks the barrier: the others cannot meet any
/// more, and leave with ``BarrierError/broken`` too, as do all who come later, until ``reset()``.
///
/// **Blocking**: until all have come. The next round fills up while threads of the last one are still leaving.
///
/// **Ordering**: what each thread did before it came is visible to the action, and with what the action did to all that
/// are released.
///
/// - Complexity: O(1), and one wake a thread.
///
/// **Python**: `threading.Barrier`. There the action runs under the lock of the barrier, and a thread that comes while
/// others leave waits for them without a time.
public final class Barrier: Sendable {
    /// How many threads meet.
    public let parties: Int

    private let limit: Duration?
    private let meetings: Meetings

    private enum Meetings: ~Copyable {
        /// In one word.
        case plain(BarrierMeeting<AtomicBarrierWord>)
        case withAction(BarrierRounds)
    }

    /// Creates a barrier.
    ///
    /// **Precondition**: there is at least one party.
    ///
    /// - Parameters:
    ///   - parties: how many threads meet.
    ///   - timeout: how long ``wait()`` waits for the others; `nil` is for ever.
    ///   - action: what the last thread to come does before all are released. One runs at a time, under no lock; it
    ///     must not wait at this barrier. What it throws breaks the barrier.
    public init(parties: Int, timeout: Duration? = nil, action: (@Sendable () throws -> Void)? = nil) {
        Misuse.unless(parties > 0, "a barrier is for one thread or more, not \(parties)")
        self.parties = parties
        self.limit = timeout
        let isPlain =
            action == nil && Seam.current == nil
            && parties <= BarrierMeeting<AtomicBarrierWord>.mostParties
        meetings =
            isPlain
            ? .plain(BarrierMeeting(parties: parties))
            : .withAction(BarrierRounds(parties: parties, action: action))
    }

    /// How many threads wait for the others; zero when it is broken.
    ///
    /// Stale on return: for diagnostics only.
    ///
    /// **Python**: `n_waiting`.
    public var waitingCount: Int {
        switch meetings {
        case .plain(let meeting): meeting.waitingCount
        case .withAction(let rounds): rounds.waitingCount
        }
    }

    /// Whether threads that come are turned away.
    ///
    /// Stale on return.
    public var isBroken: Bool {
        switch meetings {
        case .plain(let meeting): meeting.isBroken
        case .withAction(let rounds): rounds.isBroken
        }
    }

    /// Waits until all have come, no longer than the barrier's own time.
    ///
    /// - Throws: ``BarrierError``.
    /// - Returns: which one the caller was to come in this round, from 0 to `parties` - 1: so that one of them can be told
    ///   to do something.
    @available(*, noasync, message: "blocks the thread")
    @discardableResult
    public func wait() throws(BarrierError) -> Int {
        try wait(until: limit.map { Deadline(after: $0) } ?? .never)
    }

    /// Waits until all have come, and breaks the barrier when the time is over first.
    ///
    /// - Parameter duration: `nil` waits for ever. Zero or less breaks the barrier unless the caller is the last.
    /// - Throws: ``BarrierError``.
    /// - Returns: which one the caller was to come in this round.
    @available(*, noasync, message: "blocks the thread")
    @discardableResult
    public func wait(for duration: Duration?) throws(BarrierError) -> Int {
        try wait(until: Deadline(after: duration))
    }

    /// Waits until all have come, and breaks the barrier when an instant comes first.
    ///
    /// - Parameter instant: when to give up.
    /// - Throws: ``BarrierError``.
    /// - Returns: which one the caller was to come in this round.
    @available(*, noasync, message: "blocks the thread")
    @discardableResult
    public func wait(until instant: ContinuousClock.Instant) throws(BarrierError) -> Int {
        try wait(until: Deadline(instant))
    }

    /// Turns away who waits, and serves again.
    public func reset() {
        switch meetings {
        case .plain(let meeting): meeting.reset()
        case .withAction(let rounds): rounds.reset()
        }
    }

    /// Turns away who waits and who comes, until ``reset()``.
    public func abort() {
        switch meetings {
        case .plain(let meeting): meeting.abort()
        case .withAction(let rounds): rounds.abort()
        }
    }

    private func wait(until deadline: Deadline) throws(BarrierError) -> Int {
        switch meetings {
        case .plain(let meeting): try meeting.wait(until: deadline)
        case .withAction(let rounds): try rounds.wait(until: deadline)
        }
    }
}
