// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// To write alone, and to go on as a reader.
extension ReadWriteLock {
    /// Comes in to write.
    ///
    /// **Blocking**: while anybody is in, or waits to write or to read upgradably and came before.
    ///
    /// **Precondition**: the caller does not hold it for writing already.
    @available(*, noasync, message: "blocks the thread; use withWriteLock(_:) around code that does not suspend")
    public func lockForWriting() {
        _ = storage.write(until: .never)
    }

    /// Comes in to write if nobody is in, and says whether it has.
    ///
    /// Never spuriously `false`.
    public func lockForWritingIfAvailable() -> Bool {
        storage.write(until: .immediate)
    }

    /// Comes in to write unless the time is over first.
    ///
    /// A writer that gives up lets in the readers that waited for it.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only tries.
    /// - Returns: whether the caller writes now.
    @available(*, noasync, message: "blocks the thread")
    public func lockForWriting(for duration: Duration?) -> Bool {
        storage.write(until: Deadline(after: duration))
    }

    /// Comes in to write unless an instant comes first.
    ///
    /// - Parameter instant: when to give up.
    /// - Returns: whether the caller writes now.
    @available(*, noasync, message: "blocks the thread")
    public func lockForWriting(until instant: ContinuousClock.Instant) -> Bool {
        storage.write(until: Deadline(instant))
    }

    /// Leaves after ``lockForWriting()`` or an upgrade.
    ///
    /// The readers that wait are let in; if there are none, the next writer or upgradable reader.
    ///
    /// **Precondition**: the caller writes.
    public func unlockFromWriting() {
        storage.endWriting()
    }

    /// Runs the body as the writer, and leaves also when the body throws.
    ///
    /// - Parameter body: what to do; short, and without suspension. It must not use this lock again.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    @inlinable @inline(__always)
    public func withWriteLock<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        lockForWriting()
        defer { unlockFromWriting() }
        return try body()
    }

    /// Runs the body as the writer if nobody is in.
    ///
    /// - Parameter body: what to do.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns; `nil` if it was not run.
    public func withWriteLockIfAvailable<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard lockForWritingIfAvailable() else { return nil }
        defer { unlockFromWriting() }
        return try body()
    }

    /// Runs the body as the writer unless the time is over first.
    ///
    /// - Parameters:
    ///   - duration: bounds the wait, not the body; `nil` waits for ever, zero or less only tries.
    ///   - body: what to do.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns; `nil` if it was not run.
    @available(*, noasync, message: "blocks the thread")
    public func withWriteLock<Result: ~Copyable, Failure: Error>(
        for duration: Duration?,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard lockForWriting(for: duration) else { return nil }
        defer { unlockFromWriting() }
        return try body()
    }

    /// Goes on as a plain reader: from writing, or from reading upgradably.
    ///
    /// Nobody writes in between. Readers that wait are let in.
    ///
    /// Never blocks.
    ///
    /// **Precondition**: the caller writes or reads upgradably.
    public func downgradeToReading() {
        storage.downgrade(to: .read, "a read-write lock was downgraded that nobody wrote or read upgradably")
    }

    /// Goes on from writing as the upgradable reader.
    ///
    /// Nobody writes in between. Readers that wait are let in.
    ///
    /// Never blocks.
    ///
    /// **Precondition**: the caller writes.
    public func downgradeToUpgradableReading() {
        storage.downgrade(
            to: .upgradableRead,
            "a read-write lock was downgraded to upgradable reading that nobody wrote"
        )
    }
}
