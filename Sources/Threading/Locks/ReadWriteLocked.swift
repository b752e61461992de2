// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A value with the read-write lock that guards it: many read it at once, or one changes it.
///
/// Use it for what is read often and long, and changed seldom. Where a read is a short look, ``Locked`` is faster,
/// whatever the number of readers.
///
/// ```swift
/// final class Index: Sendable {
///     private let pages = ReadWriteLocked<[String: Page]>([:])
///     func search(_ words: [String]) -> [Page] {
///         pages.withReadLock { pages in pages.values.filter { $0.contains(words) } }
///     }
///     func add(_ page: Page) { pages.withWriteLock { $0[page.name] = page } }
/// }
/// ```
///
/// The value is `Sendable`, unlike that of ``Locked``: readers see it all at the same time, so that it must be one that
/// may be seen so. A reader is lent the value and cannot change it; that does not compile. No reader copies it, unless
/// its body does, and it need not be one that can be copied.
///
/// | | nobody in | readers | a writer, or one that waits |
/// | --- | --- | --- | --- |
/// | ``withReadLock(_:)`` | reads | reads | blocks |
/// | ``withReadLockIfAvailable(_:)`` | reads | reads | `nil` |
/// | ``withWriteLock(_:)``, ``exchange(_:)`` | writes | blocks | blocks |
/// | ``withWriteLockIfAvailable(_:)`` | writes | `nil` | `nil` |
/// | ``withUpgradableReadLock(_:)`` | reads | reads, one at a time | blocks |
///
/// **Blocking**, **Ordering**: as ``ReadWriteLock``. A body must not use this guard again: it would wait for itself.
///
/// - Complexity: O(1).
///
/// **Python**: none.
public final class ReadWriteLocked<Value: Sendable & ~Copyable>: @unchecked Sendable {
    // Unchecked: `value` is read by those who hold `lock` and changed by the one that holds it for writing.
    @usableFromInline let lock = ReadWriteLock()

    /// Without the run-time exclusivity check: the lock already excludes others, and its writer cannot come in twice,
    /// since it would wait for itself.
    @exclusivity(unchecked) @usableFromInline var value: Value

    /// Guards a value.
    public init(_ value: consuming Value) {
        // Sound: nobody else has this object yet.
        unsafe self.value = value
    }

    /// Puts another value in the place of this one, and gives this one to the caller.
    ///
    /// - Parameter newValue: what is guarded from now on.
    /// - Returns: what was guarded until now.
    public func exchange(_ newValue: consuming Value) -> Value {
        var other = newValue
        // Swapped, so that nothing is destroyed while the lock is held.
        lock.withWriteLock { unsafe swap(&value, &other) }
        return other
    }

    /// For those who hold `lock` for writing.
    @inlinable @inline(__always)
    func change<Result: ~Copyable, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(&value)
    }
}

extension ReadWriteLocked where Value: ~Copyable {
    /// Runs the body with the value, which others may read meanwhile and nobody changes.
    ///
    /// - Parameter body: reads the value; without suspension.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    @inlinable @inline(__always)
    public func withReadLock<Result: Sendable & ~Copyable, Failure: Error>(
        _ body: (borrowing Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        lock.lockForReading()
        defer { lock.unlockFromReading() }
        // Nobody changes it meanwhile, here and below.
        return try unsafe body(value)
    }

    /// Runs the body with the value to read, if nobody changes it or waits to.
    ///
    /// - Parameter body: reads the value.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns; `nil` if it was not run.
    public func withReadLockIfAvailable<Result: Sendable & ~Copyable, Failure: Error>(
        _ body: (borrowing Value) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        try lock.withReadLockIfAvailable { () throws(Failure) in try unsafe body(value) }
    }

    /// Runs the body with the value to read, unless the time is over first.
    ///
    /// - Parameters:
    ///   - duration: how long to wait for the lock; `nil` waits for ever, zero or less only tries. The
    ///     body itself may take longer.
    ///   - body: reads the value.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns; `nil` if it was not run.
    @available(*, noasync, message: "blocks the thread")
    public func withReadLock<Result: Sendable & ~Copyable, Failure: Error>(
        for duration: Duration?,
        _ body: (borrowing Value) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        try lock.withReadLock(for: duration) { () throws(Failure) in try unsafe body(value) }
    }

    /// Runs the body with the value, which nobody else can see meanwhile.
    ///
    /// - Parameter body: reads or changes the value in place; short, and without suspension.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    @inlinable @inline(__always)
    public func withWriteLock<Result: Sendable & ~Copyable, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        lock.lockForWriting()
        defer { lock.unlockFromWriting() }
        return try change(body)
    }

    /// Runs the body with the value, if nobody else reads or changes it.
    ///
    /// - Parameter body: reads or changes the value in place.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns; `nil` if it was not run.
    public func withWriteLockIfAvailable<Result: Sendable & ~Copyable, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        try lock.withWriteLockIfAvailable { () throws(Failure) in try change(body) }
    }

    /// Runs the body with the value, which nobody else can see meanwhile, unless the time is over first.
    ///
    /// - Parameters:
    ///   - duration: how long to wait for the lock; `nil` waits for ever, zero or less only tries. The
    ///     body itself may take longer.
    ///   - body: reads or changes the value in place.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns; `nil` if it was not run.
    @available(*, noasync, message: "blocks the thread")
    public func withWriteLock<Result: Sendable & ~Copyable, Failure: Error>(
        for duration: Duration?,
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        try lock.withWriteLock(for: duration) { () throws(Failure) in try change(body) }
    }
}
