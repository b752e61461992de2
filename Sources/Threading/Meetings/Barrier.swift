// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading
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
public final class Barrier: @unchecked Sendable {
    // Unchecked: every `var` is guarded by `lock`.

    /// How many threads meet.
    public let parties: Int

    private let limit: Duration?
    private let action: (@Sendable () throws -> Void)?
    private let lock = LockWord()

    /// Where last arrivers wait until the rounds before theirs have ended.
    private let turn = WaiterQueue(.barrier)
    private var filling = BarrierRound()

    /// Rounds that all have come to, and that wait for the action of another, the oldest first.
    private var full: [BarrierRound] = []

    /// The round whose action runs, and the thread that runs it.
    private var acting: BarrierRound?
    private var actor: UInt = 0
    private var broken = false

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
        self.action = action
    }

    /// How many threads wait for the others; zero when it is broken.
    ///
    /// Stale on return: for diagnostics only.
    ///
    /// **Python**: `n_waiting`.
    public var waitingCount: Int { withLock { broken ? 0 : filling.arrived } }

    /// Whether threads that come are turned away.
    ///
    /// Stale on return.
    public var isBroken: Bool { withLock { broken } }

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
        withLock {
            breakRounds(acting: true)
            broken = false
        }
    }

    /// Turns away who waits and who comes, until ``reset()``.
    public func abort() {
        withLock { breakRounds(acting: true) }
    }

    // MARK: Under the lock

    private func wait(until deadline: Deadline) throws(BarrierError) -> Int {
        lock.lock()
        defer { lock.unlock() }
        Misuse.unless(
            acting == nil || actor != UInt(ct_thread_identity()),
            "the action of a barrier waits at its own barrier, and would wait for itself"
        )
        if broken { throw .broken }
        let round = filling
        let index = round.arrived
        round.arrived += 1
        if round.arrived == parties {
            try lead(round, until: deadline)
        } else {
            follow(round, until: deadline)
        }
        if round.outcome == .broken { throw .broken }
        return index
    }

    private func follow(_ round: BarrierRound, until deadline: Deadline) {
        while round.outcome == nil {
            if !round.waiters.wait(releasing: lock, until: deadline), round.outcome == nil { giveUp(round) }
        }
    }

    /// The last to come: waits for the rounds before this one, runs the action, and releases the others.
    private func lead(_ round: BarrierRound, until deadline: Deadline) throws(BarrierError) {
        filling = BarrierRound()
        full.append(round)
        while round.outcome == nil, acting != nil || full.first !== round {
            guard !turn.wait(releasing: lock, until: deadline), round.outcome == nil else { continue }
            // At the deadline the barrier has the last word.
            if acting != nil || full.first !== round { giveUp(round) }
        }
        guard round.outcome == nil else { return }
        full.removeFirst()
        if let error = act(round) {
            // A round that was ended meanwhile is over: those that came after a reset are not its business.
            if round.outcome == nil {
                breakRounds(acting: true)
                end(round, .broken)
            }
            throw .actionFailed(error)
        }
        end(round, .released)
    }

    /// Runs the action; what it threw.
    private func act(_ round: BarrierRound) -> (any Error)? {
        guard let action else { return nil }
        acting = round
        actor = UInt(ct_thread_identity())
        lock.unlock()
        let result = Result { try action() }
        lock.lock()
        acting = nil
        turn.notifyAll(holding: lock)
        if case .failure(let error) = result { return error }
        return nil
    }

    private func end(_ round: BarrierRound, _ outcome: BarrierRound.Outcome) {
        guard round.outcome == nil else { return }
        round.outcome = outcome
        round.waiters.notifyAll(holding: lock)
    }

    /// A thread of the round waits no longer.
    ///
    /// A round whose action runs is not its business, unless it is its own.
    private func giveUp(_ round: BarrierRound) {
        breakRounds(acting: round === acting)
    }

    private func breakRounds(acting includesActing: Bool) {
        broken = true
        for round in full + [filling] { end(round, .broken) }
        if includesActing, let acting { end(acting, .broken) }
        full = []
        filling = BarrierRound()
        turn.notifyAll(holding: lock)
    }

    private func withLock<Result>(_ body: () -> Result) -> Result {
        lock.lock()
        defer { lock.unlock() }
        return body()
    }
}
