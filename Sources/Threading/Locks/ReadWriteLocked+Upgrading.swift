// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// To change what was just read, or to read what was just changed, with nobody changing it in between.
extension ReadWriteLocked where Value: ~Copyable {
    /// Runs the first body as the writer, and then the second as a reader beside others.
    ///
    /// Nobody changes the value in between, and others that read it need not wait for the second to end. If the first
    /// throws, the second is not run.
    ///
    /// ```swift
    /// settings.withWriteLock { $0.merge(changes) } thenRead: { save($0) }
    /// ```
    ///
    /// - Parameters:
    ///   - write: reads or changes the value in place.
    ///   - read: reads the value.
    /// - Throws: what a body throws.
    /// - Returns: what the second body returns.
    public func withWriteLock<Result: Sendable & ~Copyable, Failure: Error>(
        _ write: (inout Value) throws(Failure) -> Void,
        thenRead read: (borrowing Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        lock.lockForWriting()
        do {
            try change(write)
        } catch {
            lock.unlockFromWriting()
            throw error
        }
        lock.downgradeToReading()
        defer { lock.unlockFromReading() }
        // Nobody changes it while this reads, here and below.
        return try unsafe read(value)
    }

    /// Runs the body with a reader that may also change the value: one at a time, beside plain readers.
    ///
    /// ```swift
    /// let page = pages.withUpgradableReadLock { reader in
    ///     if let page = reader.withValue({ $0[name] }) { return page }
    ///     return reader.withWriteLock { pages in
    ///         let page = Page(name)
    ///         pages[name] = page
    ///         return page
    ///     }
    /// }
    /// ```
    ///
    /// - Parameter body: reads, and changes what it has to. It must not use this guard but by what it is given.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    public func withUpgradableReadLock<Result: Sendable & ~Copyable, Failure: Error>(
        _ body: (inout UpgradableReader) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        lock.lockForUpgradableReading()
        var reader = UpgradableReader(guarded: self)
        defer {
            reader.require(self)
            lock.unlockFromUpgradableReading()
        }
        return try body(&reader)
    }

    /// The one reader that may also write; given to the body of ``ReadWriteLocked/withUpgradableReadLock(_:)``.
    ///
    /// It cannot be copied or kept, and while it writes it is in use: to read by it within the write does not compile.
    public struct UpgradableReader: ~Copyable, Sendable {
        private let guarded: ReadWriteLocked<Value>

        init(guarded: ReadWriteLocked<Value>) {
            self.guarded = guarded
        }

        /// Runs the body with the value, which others may read meanwhile and nobody changes.
        ///
        /// - Parameter body: reads the value.
        /// - Throws: what the body throws.
        /// - Returns: what the body returns.
        public func withValue<Result: Sendable & ~Copyable, Failure: Error>(
            _ body: (borrowing Value) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            try unsafe body(guarded.value)
        }

        /// Runs the body with the value when the other readers have left; then goes on reading.
        ///
        /// **Blocking**: until the other readers have left. What was read before is still so.
        ///
        /// - Parameter body: reads or changes the value in place; short, and without suspension.
        /// - Throws: what the body throws.
        /// - Returns: what the body returns.
        public mutating func withWriteLock<Result: Sendable & ~Copyable, Failure: Error>(
            _ body: (inout Value) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            guarded.lock.upgrade()
            defer { guarded.lock.downgradeToUpgradableReading() }
            return try guarded.change(body)
        }

        /// Runs the body with the value to change, if no other thread reads it.
        ///
        /// - Parameter body: reads or changes the value in place.
        /// - Throws: what the body throws.
        /// - Returns: what the body returns; `nil` if it was not run.
        public mutating func withWriteLockIfAvailable<Result: Sendable & ~Copyable, Failure: Error>(
            _ body: (inout Value) throws(Failure) -> Result
        ) throws(Failure) -> Result? {
            guard guarded.lock.upgradeIfAvailable() else { return nil }
            defer { guarded.lock.downgradeToUpgradableReading() }
            return try guarded.change(body)
        }

        /// Runs the body with the value to change when the other readers have left, unless the time is over first.
        ///
        /// - Parameters:
        ///   - duration: how long to wait for the readers; `nil` waits for ever, zero or less only tries.
        ///   - body: reads or changes the value in place.
        /// - Throws: what the body throws.
        /// - Returns: what the body returns; `nil` if it was not run.
        @available(*, noasync, message: "blocks the thread")
        public mutating func withWriteLock<Result: Sendable & ~Copyable, Failure: Error>(
            for duration: Duration?,
            _ body: (inout Value) throws(Failure) -> Result
        ) throws(Failure) -> Result? {
            guard guarded.lock.upgrade(for: duration) else { return nil }
            defer { guarded.lock.downgradeToUpgradableReading() }
            return try guarded.change(body)
        }

        /// Stops a program that has swapped this with another's: it would outlive the read.
        func require(_ guarded: ReadWriteLocked<Value>) {
            Misuse.unless(self.guarded === guarded, "the upgradable readers of two read-write locks were exchanged")
        }
    }
}
