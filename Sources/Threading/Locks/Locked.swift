// Part of swift-threading. Apache-2.0: see LICENSE.

public import ThreadingCore

/// A value with the lock that guards it: nobody gets at the one without the other.
///
/// This is the article's class with a private lock, once and for all. It stays private inside a type
/// of yours, whose users then need not know that there is a lock:
///
/// ```swift
/// final class Counter: Sendable {
///     private let count = Locked(0)
///     func increment() { count.withLock { $0 += 1 } }
///     var value: Int { count.withLock { $0 } }
/// }
/// ```
///
/// The compiler keeps the value inside. What is put in must not be in use elsewhere (`sending`). Where the
/// value is not `Sendable`, say an object, the body neither returns nor captures anything that could carry
/// its reference out. To take the value out as a whole, ``exchange(_:)`` it for another.
///
/// **Blocking**, **Ordering**: as ``Lock``.
///
/// - Complexity: O(1), two atomic instructions when nobody else wants it.
///
/// **Python**: an object with its own `threading.Lock` and the discipline to use it.
public final class Locked<Value>: @unchecked Sendable {
    // Unchecked: `value` is touched by the thread that holds `word` alone.
    @usableFromInline let word = LockWord(isTrackable: true)

    /// Without the run-time exclusivity check, which costs a third of the whole operation: the lock
    /// already excludes others, and the holder cannot come in twice, since it would wait for itself.
    @exclusivity(unchecked) @usableFromInline var value: Value

    /// Guards a value that nobody else uses from now on.
    public init(_ value: sending Value) {
        // Sound: nobody else has this object yet.
        unsafe self.value = value
    }

    deinit { word.willEnd() }

    /// Runs the body with the value, which nobody else can see meanwhile.
    ///
    /// - Parameter body: reads or changes the value in place; short, and without suspension. It must not
    ///   use this guard again: it would wait for itself.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    @inlinable @inline(__always)
    public func withLock<Result: Sendable & ~Copyable, Failure: Error>(
        _ body: @Sendable (inout sending Value) throws(Failure) -> Result
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
        _ body: @Sendable (inout sending Value) throws(Failure) -> Result
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
        _ body: @Sendable (inout sending Value) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard word.lock(until: Deadline(after: duration)) else { return nil }
        defer { word.unlock() }
        return try unsafe body(&value)
    }

    /// Puts another value in the place of this one, and gives this one to the caller, who then is the
    /// only one to have it.
    ///
    /// - Parameter newValue: what is guarded from now on.
    /// - Returns: what was guarded until now.
    public func exchange(_ newValue: sending Value) -> sending Value {
        word.lock()
        defer { word.unlock() }
        // Sound: the old value was reachable through this guard alone, and no longer is.
        nonisolated(unsafe) let old = unsafe value
        unsafe value = newValue
        return unsafe old
    }
}
