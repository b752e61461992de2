// Part of swift-threading. Apache-2.0: see LICENSE.

/// The lock of a ``Condition``: one of the two kinds that there are.
///
/// Usually you have the lock itself and need none of this. ``Condition/lock`` is for a condition that made its
/// own, to take it without a closure or to make a second condition on it:
///
/// ```swift
/// let notEmpty = Condition()
/// let notFull = Condition(notEmpty.lock)
/// ```
///
/// **Python**: `acquire`, `release` and `locked` of a `threading.Condition`.
public enum ConditionLock: Sendable {
    /// A lock that has no owner.
    case plain(Lock)

    /// A lock that its owner may take again.
    case recursive(RecursiveLock)

    /// Takes the lock.
    @available(*, noasync, message: "blocks the thread; use withLock(_:) around code that does not suspend")
    @inlinable @inline(__always)
    public func lock() {
        switch self {
        case .plain(let lock): lock.lock()
        case .recursive(let lock): lock.lock()
        }
    }

    /// Releases the lock; a recursive one gives one level back.
    ///
    /// **Precondition**: the lock is held; a recursive one by the caller.
    @available(*, noasync, message: "a lock may belong to a thread; use withLock(_:)")
    @inlinable @inline(__always)
    public func unlock() {
        switch self {
        case .plain(let lock): lock.unlock()
        case .recursive(let lock): lock.unlock()
        }
    }

    /// Takes the lock if that does not block, and says whether it did.
    @available(*, noasync, message: "a lock may belong to a thread; use withLock(_:)")
    public func lockIfAvailable() -> Bool {
        switch self {
        case .plain(let lock): lock.lockIfAvailable()
        case .recursive(let lock): lock.lockIfAvailable()
        }
    }

    /// Takes the lock unless the time is over first.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only tries.
    /// - Returns: whether the caller has taken it.
    @available(*, noasync, message: "blocks the thread")
    public func lock(for duration: Duration?) -> Bool {
        switch self {
        case .plain(let lock): lock.lock(for: duration)
        case .recursive(let lock): lock.lock(for: duration)
        }
    }

    /// Takes the lock unless an instant comes first.
    ///
    /// - Parameter instant: when to give up.
    /// - Returns: whether the caller has taken it.
    @available(*, noasync, message: "blocks the thread")
    public func lock(until instant: ContinuousClock.Instant) -> Bool {
        switch self {
        case .plain(let lock): lock.lock(until: instant)
        case .recursive(let lock): lock.lock(until: instant)
        }
    }

    /// Runs the body with the lock held, and releases it also when the body throws.
    ///
    /// - Parameter body: what to do.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    @inlinable @inline(__always)
    public func withLock<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        lock()
        defer { unlock() }
        return try body()
    }

    /// Runs the body with the lock held if that does not block.
    ///
    /// - Parameter body: what to do.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns; `nil` if another held the lock, and the body was not run.
    public func withLockIfAvailable<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard lockIfAvailable() else { return nil }
        defer { unlock() }
        return try body()
    }

    /// Whether anybody holds the lock.
    ///
    /// Stale on return: for diagnostics only.
    public var isLocked: Bool {
        switch self {
        case .plain(let lock): lock.isLocked
        case .recursive(let lock): lock.isLocked
        }
    }
}

/// Equal if it is the same lock.
extension ConditionLock: Equatable {
    /// Whether both are the same lock.
    public static func == (one: ConditionLock, other: ConditionLock) -> Bool {
        switch (one, other) {
        case (.plain(let one), .plain(let other)): one === other
        case (.recursive(let one), .recursive(let other)): one === other
        default: false
        }
    }
}
