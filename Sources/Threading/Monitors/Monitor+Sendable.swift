// Part of swift-threading. Apache-2.0: see LICENSE.

public import ThreadingCore

/// Copies of these values may leave the monitor, so the bodies here may capture and change whatever they like.
///
/// As for ``Locked``. Predicates stay `@Sendable`: other threads run them, too.
extension Monitor where State: Sendable {
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
        _ body: (inout State) throws(Failure) -> Result
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
        _ body: (inout State) throws(Failure) -> Result
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
        _ body: (inout State) throws(Failure) -> Result
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
        _ body: (inout State) throws(Failure) -> Result
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
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        let isTrue = enter(when: predicate, until: Deadline(instant))
        defer { leave() }
        return isTrue ? try unsafe body(&state) : nil
    }
}
