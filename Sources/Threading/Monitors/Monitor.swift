// Part of swift-threading. Apache-2.0: see LICENSE.

public import ThreadingCore

/// A value with its lock, on which threads wait until something is true of it: value, lock and condition in
/// one.
///
/// Whoever waits says for what; nobody notifies. When a thread has changed the value, the monitor itself looks
/// whose predicate has become true, and wakes that thread. So no wake-up can be forgotten, none is sent to the
/// wrong thread, and nobody waits with `if` in the place of `while`.
///
/// ```swift
/// final class Mailbox: Sendable {
///     private let letters = Monitor<[String]>([])
///     func put(_ letter: String) { letters.withLock { $0.append(letter) } }
///     func take() -> String { letters.withLock(when: { !$0.isEmpty }) { $0.removeFirst() } }
/// }
/// ```
///
/// Use a ``Locked`` where nobody waits; a ``Condition`` where what is waited for is not a value in memory, or
/// where the order of many notifications matters; an ``Event`` for a flag, and a `BlockingQueue` to pass things
/// on.
///
/// | | the predicate is true | it is false |
/// | --- | --- | --- |
/// | ``wait(where:)`` | returns | blocks |
/// | ``wait(for:where:)``, ``wait(until:where:)`` | `true` | blocks, `false` at the deadline |
/// | `withLock(when:_:)` | runs the body | blocks, then runs the body |
/// | `withLock(when:for:_:)`, `withLock(when:until:_:)` | runs the body | blocks, `nil` at the deadline |
/// | `withLock(_:)`, `withLockIfAvailable(_:)`, ``exchange(_:)`` | no matter | no matter |
///
/// **Predicates** run with the lock held, on the thread that waits and also on those that have changed the value.
/// So they are `@Sendable`; they are short, look at nothing but the value, change nothing, and do not use the
/// monitor: it would wait for itself. What a predicate reads elsewhere may change without anybody being woken.
///
/// The compiler keeps the value inside as it does for ``Locked``: what is put in must not be in use elsewhere,
/// and where it is not `Sendable`, bodies and predicates can carry no reference to it out.
///
/// **Blocking**: until the predicate is true, and nobody else is inside. A running thread may come in before the
/// one that was woken, and make its predicate false again; then that one goes on waiting. Of those whose
/// predicates are true at once the longest waiting is woken; when it leaves, the next, if its predicate still is.
///
/// **Ordering**: everything done inside is visible to whoever comes in next.
///
/// - Complexity: O(1), two atomic instructions when nobody else wants it and nobody waits; each change asks the
///   predicates of those that wait until one is true.
///
/// **Python**: an object with a `threading.Condition`, `wait_for`, and the discipline to notify. C++ has
/// `Mutex::Await` in Abseil.
public final class Monitor<State>: @unchecked Sendable {
    // Unchecked: `state` and `waiters` are touched by the thread that holds `word` alone.
    @usableFromInline let word = LockWord(isTrackable: true)

    /// Without the run-time exclusivity check, for the reasons of `Locked`.
    @exclusivity(unchecked) @usableFromInline var state: State

    /// Those that wait, the longest waiting first.
    @exclusivity(unchecked) @usableFromInline var waiters: [MonitorWaiter<State>] = []

    /// Guards a value that nobody else uses from now on.
    ///
    /// - Parameter state: the value.
    public init(_ state: sending State) {
        // Sound: nobody else has this object yet.
        unsafe self.state = state
    }

    deinit { word.willEnd() }

    /// Runs the body with the value, which nobody else can see meanwhile, and then wakes whoever waits for what
    /// is true of it now.
    ///
    /// Also when the body throws: what it has changed stays changed.
    ///
    /// - Parameter body: reads or changes the value in place; short, and without suspension. It must not use
    ///   this monitor again: it would wait for itself.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    @inlinable @inline(__always)
    public func withLock<Result: Sendable & ~Copyable, Failure: Error>(
        _ body: @Sendable (inout sending State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        word.lock()
        defer { leave() }
        // Guarded by `word`, as below.
        return try unsafe body(&state)
    }

    /// Runs the body with the value if nobody else does now.
    ///
    /// - Parameter body: reads or changes the value in place.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns; `nil` if somebody else was inside, and the body was not run.
    @inlinable @inline(__always)
    public func withLockIfAvailable<Result: Sendable & ~Copyable, Failure: Error>(
        _ body: @Sendable (inout sending State) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard word.lockIfAvailable() else { return nil }
        defer { leave() }
        return try unsafe body(&state)
    }

    /// Waits until the predicate is true, and runs the body before anybody else can make it false.
    ///
    /// - Parameters:
    ///   - predicate: looks at the value.
    ///   - body: reads or changes the value in place.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    @available(*, noasync, message: "blocks the thread")
    @inlinable
    public func withLock<Result: Sendable & ~Copyable, Failure: Error>(
        when predicate: @Sendable (State) -> Bool,
        _ body: @Sendable (inout sending State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        enter(when: predicate)
        defer { leave() }
        return try unsafe body(&state)
    }

    /// Waits until the predicate is true, and runs the body before anybody else can make it false, unless the
    /// time is over first.
    ///
    /// - Parameters:
    ///   - predicate: looks at the value.
    ///   - duration: how long to wait for the predicate; `nil` waits for ever, zero or less only looks. Not
    ///     bounded is how long others are inside.
    ///   - body: reads or changes the value in place.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns; `nil` if the time was over first, and the body was not run.
    @available(*, noasync, message: "blocks the thread")
    public func withLock<Result: Sendable & ~Copyable, Failure: Error>(
        when predicate: @Sendable (State) -> Bool,
        for duration: Duration?,
        _ body: @Sendable (inout sending State) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        let isTrue = enter(when: predicate, until: Deadline(after: duration))
        defer { leave() }
        return isTrue ? try unsafe body(&state) : nil
    }

    /// Waits until the predicate is true, and runs the body before anybody else can make it false, unless an
    /// instant comes first.
    ///
    /// - Parameters:
    ///   - predicate: looks at the value.
    ///   - instant: when to give up waiting for the predicate.
    ///   - body: reads or changes the value in place.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns; `nil` if the instant came first, and the body was not run.
    @available(*, noasync, message: "blocks the thread")
    public func withLock<Result: Sendable & ~Copyable, Failure: Error>(
        when predicate: @Sendable (State) -> Bool,
        until instant: ContinuousClock.Instant,
        _ body: @Sendable (inout sending State) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        let isTrue = enter(when: predicate, until: Deadline(instant))
        defer { leave() }
        return isTrue ? try unsafe body(&state) : nil
    }

    /// Puts another value in the place of this one, gives this one to the caller, who then is the only one to
    /// have it, and wakes whoever waits for what is true now.
    ///
    /// - Parameter newState: what is guarded from now on.
    /// - Returns: what was guarded until now.
    public func exchange(_ newState: sending State) -> sending State {
        word.lock()
        defer { leave() }
        // Sound: the old value was reachable through this monitor alone, and no longer is.
        nonisolated(unsafe) let old = unsafe state
        unsafe state = newState
        return unsafe old
    }
}
