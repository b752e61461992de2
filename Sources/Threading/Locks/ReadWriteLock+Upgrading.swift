// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// To read first and then perhaps write, with nobody writing in between.
extension ReadWriteLock {
    /// Comes in to read, beside plain readers, with the right to upgrade.
    ///
    /// **Blocking**: while somebody writes or reads upgradably, or waits to and came before.
    @available(*, noasync, message: "blocks the thread; use withUpgradableReadLock(_:)")
    public func lockForUpgradableReading() {
        _ = storage.enterInTurn(.upgradableRead, until: .never)
    }

    /// Comes in to read upgradably if nobody writes, reads upgradably or waits to, and says whether it has.
    ///
    /// Never spuriously `false`.
    public func lockForUpgradableReadingIfAvailable() -> Bool {
        storage.enterInTurn(.upgradableRead, until: .immediate)
    }

    /// Comes in to read upgradably unless the time is over first.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only tries.
    /// - Returns: whether the caller reads upgradably now.
    @available(*, noasync, message: "blocks the thread")
    public func lockForUpgradableReading(for duration: Duration?) -> Bool {
        storage.enterInTurn(.upgradableRead, until: Deadline(after: duration))
    }

    /// Comes in to read upgradably unless an instant comes first.
    ///
    /// - Parameter instant: when to give up.
    /// - Returns: whether the caller reads upgradably now.
    @available(*, noasync, message: "blocks the thread")
    public func lockForUpgradableReading(until instant: ContinuousClock.Instant) -> Bool {
        storage.enterInTurn(.upgradableRead, until: Deadline(instant))
    }

    /// Leaves after ``lockForUpgradableReading()``.
    ///
    /// **Precondition**: the caller reads upgradably. After an upgrade it writes: then ``unlockFromWriting()``.
    public func unlockFromUpgradableReading() {
        storage.endReadingUpgradably()
    }

    /// Goes on from reading upgradably as the writer, before all writers that wait.
    ///
    /// What was read is still so: nobody writes in between. Afterwards ``unlockFromWriting()``, or go down again.
    ///
    /// **Blocking**: until the plain readers have left; no new ones are let in meanwhile.
    ///
    /// **Precondition**: the caller reads upgradably.
    @available(*, noasync, message: "blocks the thread; use withUpgradableReadLock(_:)")
    public func upgrade() {
        _ = storage.upgrade(until: .never)
    }

    /// Goes on as the writer if no other thread reads, and says whether it has.
    ///
    /// **Precondition**: the caller reads upgradably; if the answer is `false`, it still does.
    public func upgradeIfAvailable() -> Bool {
        storage.upgrade(until: .immediate)
    }

    /// Goes on as the writer unless the time is over first.
    ///
    /// **Precondition**: the caller reads upgradably; if the answer is `false`, it still does.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only tries.
    /// - Returns: whether the caller writes now.
    @available(*, noasync, message: "blocks the thread")
    public func upgrade(for duration: Duration?) -> Bool {
        storage.upgrade(until: Deadline(after: duration))
    }

    /// Goes on as the writer unless an instant comes first.
    ///
    /// **Precondition**: the caller reads upgradably; if the answer is `false`, it still does.
    ///
    /// - Parameter instant: when to give up.
    /// - Returns: whether the caller writes now.
    @available(*, noasync, message: "blocks the thread")
    public func upgrade(until instant: ContinuousClock.Instant) -> Bool {
        storage.upgrade(until: Deadline(instant))
    }

    /// Runs the body as the upgradable reader, which may write where it has to, and leaves also when the body throws.
    ///
    /// ```swift
    /// lock.withUpgradableReadLock { upgrade in
    ///     guard isStale() else { return }
    ///     upgrade.withWriteLock { rebuild() }
    /// }
    /// ```
    ///
    /// - Parameter body: what to do. It must not use this lock but by what it is given.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    public func withUpgradableReadLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout Upgrade) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        lockForUpgradableReading()
        var upgrade = Upgrade(lock: self)
        defer {
            upgrade.require(self)
            unlockFromUpgradableReading()
        }
        return try body(&upgrade)
    }
}
