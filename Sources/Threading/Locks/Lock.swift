// Part of swift-threading. Apache-2.0: see LICENSE.

public import ThreadingCore

/// A lock: one thread at a time is between its ``lock()`` and ``unlock()``.
///
/// Prefer ``Locked``, which owns what it guards, so that nobody can touch it without the lock. Use a
/// plain lock where what is guarded is not a value in memory, or together with a ``Condition``.
///
/// ```swift
/// let terminal = Lock()
/// terminal.withLock { print("one line at a time") }
/// ```
///
/// | | free | held |
/// | --- | --- | --- |
/// | ``lock()``, ``withLock(_:)`` | takes it | blocks |
/// | ``lock(for:)``, ``lock(until:)`` | `true` | blocks, `false` at the deadline |
/// | ``lockIfAvailable()``, ``withLockIfAvailable(_:)`` | takes it | `false`, `nil` |
/// | ``unlock()`` | precondition failure | releases it |
///
/// A lock has no owner: any thread may release it, and a thread that locks it twice waits for itself. One that
/// its owner may take again is a ``RecursiveLock``. In debug builds a thread that locks it twice stops the program
/// with a sentence, as does a lock that is destroyed while it is held.
///
/// **Blocking**: until the lock is released. Woken threads compete with running ones, which makes a
/// contended lock fast; so that nobody starves, the lock is handed over every 250 µs to the thread that
/// has slept longest.
///
/// **Ordering**: everything done before a release is visible after the next acquisition.
///
/// - Complexity: O(1), two atomic instructions when nobody else wants it. 28 bytes.
///
/// **Python**: `threading.Lock`.
public final class Lock: Sendable {
    @usableFromInline let word = LockWord(isTrackable: true)

    /// Creates a lock that is free.
    public init() {}

    deinit {
        #if DEBUG
        Misuse.unless(!word.isHeldAtItsEnd, "a lock was destroyed while it was held")
        #endif
        word.willEnd()
    }

    /// Takes the lock.
    ///
    /// **Blocking**: until it is free; no deadline.
    @available(*, noasync, message: "blocks the thread; use withLock(_:) around code that does not suspend")
    @inlinable @inline(__always)
    public func lock() { word.lock() }

    /// Releases the lock.
    ///
    /// Any thread may.
    ///
    /// **Precondition**: the lock is held.
    @inlinable @inline(__always)
    public func unlock() { word.unlock() }

    /// Takes the lock if it is free, and says whether it was.
    ///
    /// Never spuriously `false`.
    @inlinable @inline(__always)
    public func lockIfAvailable() -> Bool { word.lockIfAvailable() }

    /// Takes the lock unless the time is over first.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only tries.
    /// - Returns: whether the caller holds the lock now.
    @available(*, noasync, message: "blocks the thread")
    public func lock(for duration: Duration?) -> Bool {
        word.lock(until: Deadline(after: duration))
    }

    /// Takes the lock unless an instant comes first.
    ///
    /// - Parameter instant: when to give up.
    /// - Returns: whether the caller holds the lock now.
    @available(*, noasync, message: "blocks the thread")
    public func lock(until instant: ContinuousClock.Instant) -> Bool {
        word.lock(until: Deadline(instant))
    }

    /// Whether anybody holds the lock.
    ///
    /// Stale on return: for diagnostics only.
    public var isLocked: Bool { word.isLocked }

    /// Runs the body with the lock held, and releases it also when the body throws.
    ///
    /// - Parameter body: what to do; short, and without suspension.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    @inlinable @inline(__always)
    public func withLock<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        word.lock()
        defer { word.unlock() }
        return try body()
    }

    /// Runs the body with the lock held if the lock is free now.
    ///
    /// - Parameter body: what to do.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns; `nil` if the lock was held, and the body was not run.
    @inlinable @inline(__always)
    public func withLockIfAvailable<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard word.lockIfAvailable() else { return nil }
        defer { word.unlock() }
        return try body()
    }
}
