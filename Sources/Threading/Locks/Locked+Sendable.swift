// Part of swift-threading. Apache-2.0: see LICENSE.

public import ThreadingCore

/// Copies of these values may leave the guard, so the bodies here may capture and change whatever they like.
///
/// For other values the bodies are `@Sendable`. `inout sending` should be enough to keep those inside, and is not: the
/// analysis of Swift 6.3.1 does not follow a value into a closure that is called, into a body that was declared with a
/// plain `inout`, nor into the parts of a tuple (swift issues 80489 and 77199).
extension Locked where Value: Sendable {
    /// Runs the body with the value, which nobody else can see meanwhile.
    ///
    /// - Parameter body: reads or changes the value in place; short, and without suspension. It must not
    ///   use this guard again: it would wait for itself.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    @inlinable @inline(__always)
    public func withLock<Result: Sendable & ~Copyable, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        word.lock()
        defer { word.unlock() }
        // Guarded by `word`, as below.
        return try unsafe body(&value)
    }

    /// Runs the body with the value if nobody else does now.
    ///
    /// - Parameter body: reads or changes the value in place.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns; `nil` if the lock was held, and the body was not run.
    @inlinable @inline(__always)
    public func withLockIfAvailable<Result: Sendable & ~Copyable, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard word.lockIfAvailable() else { return nil }
        defer { word.unlock() }
        return try unsafe body(&value)
    }

    /// Runs the body with the value unless the time is over first.
    ///
    /// - Parameters:
    ///   - duration: how long to wait for the lock; `nil` waits for ever, zero or less only tries. The
    ///     body itself may take longer.
    ///   - body: reads or changes the value in place.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns; `nil` if the time was over first, and the body was not run.
    @available(*, noasync, message: "blocks the thread")
    public func withLock<Result: Sendable & ~Copyable, Failure: Error>(
        for duration: Duration?,
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard word.lock(until: Deadline(after: duration)) else { return nil }
        defer { word.unlock() }
        return try unsafe body(&value)
    }
}
