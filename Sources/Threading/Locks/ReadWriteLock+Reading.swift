// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// To read beside others.
extension ReadWriteLock {
    /// Comes in to read.
    ///
    /// **Blocking**: while somebody writes, waits to write or waits to upgrade.
    @available(*, noasync, message: "blocks the thread; use withReadLock(_:) around code that does not suspend")
    public func lockForReading() {
        if !storage.readAtOnce() { _ = storage.read(until: .never) }
    }

    /// Comes in to read if nobody writes or waits to, and says whether it has.
    ///
    /// Never spuriously `false`.
    public func lockForReadingIfAvailable() -> Bool {
        storage.readAtOnce() || storage.read(until: .immediate)
    }

    /// Comes in to read unless the time is over first.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only tries.
    /// - Returns: whether the caller reads now.
    @available(*, noasync, message: "blocks the thread")
    public func lockForReading(for duration: Duration?) -> Bool {
        storage.readAtOnce() || storage.read(until: Deadline(after: duration))
    }

    /// Comes in to read unless an instant comes first.
    ///
    /// - Parameter instant: when to give up.
    /// - Returns: whether the caller reads now.
    @available(*, noasync, message: "blocks the thread")
    public func lockForReading(until instant: ContinuousClock.Instant) -> Bool {
        storage.readAtOnce() || storage.read(until: Deadline(instant))
    }

    /// Leaves after ``lockForReading()``.
    ///
    /// **Precondition**: the caller reads, and not upgradably.
    public func unlockFromReading() {
        storage.endReading()
    }

    /// Runs the body as a reader, and leaves also when the body throws.
    ///
    /// - Parameter body: what to do; without suspension. It must not use this lock again.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    @inlinable @inline(__always)
    public func withReadLock<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        lockForReading()
        defer { unlockFromReading() }
        return try body()
    }

    /// Runs the body as a reader if nobody writes or waits to.
    ///
    /// - Parameter body: what to do.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns; `nil` if it was not run.
    public func withReadLockIfAvailable<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard lockForReadingIfAvailable() else { return nil }
        defer { unlockFromReading() }
        return try body()
    }

    /// Runs the body as a reader unless the time is over first.
    ///
    /// - Parameters:
    ///   - duration: bounds the wait, not the body; `nil` waits for ever, zero or less only tries.
    ///   - body: what to do.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns; `nil` if it was not run.
    @available(*, noasync, message: "blocks the thread")
    public func withReadLock<Result: ~Copyable, Failure: Error>(
        for duration: Duration?,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard lockForReading(for: duration) else { return nil }
        defer { unlockFromReading() }
        return try body()
    }
}
