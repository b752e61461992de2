// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension ReadWriteLock {
    /// The right of the one upgradable reader to write; given to the body of
    /// ``ReadWriteLock/withUpgradableReadLock(_:)``.
    ///
    /// It cannot be copied or kept, and while it writes it is in use: a write within a write does not compile.
    public struct Upgrade: ~Copyable, Sendable {
        private let lock: ReadWriteLock

        init(lock: ReadWriteLock) {
            self.lock = lock
        }

        /// Runs the body as the writer when the other readers have left; then goes on reading upgradably.
        ///
        /// **Blocking**: until the plain readers have left.
        ///
        /// - Parameter body: what to do; short, and without suspension.
        /// - Throws: what the body throws.
        /// - Returns: what the body returns.
        public mutating func withWriteLock<Result: ~Copyable, Failure: Error>(
            _ body: () throws(Failure) -> Result
        ) throws(Failure) -> Result {
            lock.upgrade()
            defer { lock.downgradeToUpgradableReading() }
            return try body()
        }

        /// Runs the body as the writer if no other thread reads.
        ///
        /// - Parameter body: what to do.
        /// - Throws: what the body throws.
        /// - Returns: what the body returns; `nil` if it was not run.
        public mutating func withWriteLockIfAvailable<Result: ~Copyable, Failure: Error>(
            _ body: () throws(Failure) -> Result
        ) throws(Failure) -> Result? {
            guard lock.upgradeIfAvailable() else { return nil }
            defer { lock.downgradeToUpgradableReading() }
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
        public mutating func withWriteLock<Result: ~Copyable, Failure: Error>(
            for duration: Duration?,
            _ body: () throws(Failure) -> Result
        ) throws(Failure) -> Result? {
            guard lock.upgrade(for: duration) else { return nil }
            defer { lock.downgradeToUpgradableReading() }
            return try body()
        }

        /// Stops a program that has swapped this with that of another lock: the right would outlive the read.
        func require(_ lock: ReadWriteLock) {
            Misuse.unless(self.lock === lock, "the rights to upgrade of two read-write locks were exchanged")
        }
    }
}
