// Part of swift-threading. Apache-2.0: see LICENSE.

public import ThreadingCore

/// A lock that the thread that holds it may take again.
///
/// It is free when it was released as often as it was taken. Use it where functions that lock call each
/// other, or call back into code that may come in again. Where a private function without the lock, called
/// by the public ones that take it, does as well, prefer ``Locked`` or ``Lock``: they are faster, and what they
/// guard is not seen half changed by a caller further up the same stack.
///
/// ```swift
/// final class Tree: Sendable {
///     private let lock = RecursiveLock()
///     func visit(_ node: Node, _ body: (Node) -> Void) {
///         lock.withLock {
///             body(node)  // may call visit
///             for child in node.children { visit(child, body) }
///         }
///     }
/// }
/// ```
///
/// | | free | held by the caller | held by another |
/// | --- | --- | --- | --- |
/// | ``lock()``, ``withLock(_:)`` | takes it | takes it once more | blocks |
/// | ``lock(for:)``, ``lock(until:)`` | `true` | `true` at once | blocks, `false` at the deadline |
/// | ``lockIfAvailable()``, ``withLockIfAvailable(_:)`` | takes it | takes it once more | `false`, `nil` |
/// | ``unlock()`` | precondition failure | gives one level back | precondition failure |
///
/// The lock belongs to a thread, and a task may go on on another one after each suspension: asynchronous code
/// uses ``withLock(_:)`` around code that does not suspend, and cannot call the rest. A thread that ends without
/// releasing the lock leaves it locked for ever.
///
/// **Blocking**, **Ordering**: as ``Lock``.
///
/// - Complexity: O(1). Two atomic instructions when nobody else wants it, none to take it again. 48 bytes.
///
/// **Python**: `threading.RLock`. To release a lock that somebody else holds, or nobody, raises there and
/// stops the program here.
public final class RecursiveLock: @unchecked Sendable {
    // Unchecked: `levels` is the owner's alone, and so guarded by `word`.

    // What is inlined below takes less than a nanosecond to take the lock again, where a call takes 4.
    @usableFromInline let word = LockWord(isTrackable: true)
    @usableFromInline let owner = LockOwner()

    /// How often the owner has taken the lock.
    ///
    /// No atomic: what a compiler sees taken and given back again it may leave out.
    @safe @exclusivity(unchecked) @usableFromInline var levels = 0

    /// Creates a lock that is free.
    public init() {}

    deinit { word.willEnd() }

    /// Takes the lock, once more if the caller holds it already.
    ///
    /// **Blocking**: until no other thread holds it; no deadline.
    @available(*, noasync, message: "blocks the thread; use withLock(_:) around code that does not suspend")
    @inlinable @inline(__always)
    public func lock() {
        if owner.isCaller {
            levels &+= 1
        } else {
            word.lock()
            begin()
        }
    }

    /// Gives back one level, and with the last one the lock.
    ///
    /// **Precondition**: the calling thread holds the lock.
    @available(*, noasync, message: "the lock belongs to a thread; use withLock(_:) around code that does not suspend")
    @inlinable @inline(__always)
    public func unlock() {
        guard owner.isCaller else { refuse() }
        if levels > 1 {
            levels &-= 1
        } else {
            owner.end()
            word.unlock()
        }
    }

    /// The caller has just taken the word.
    @inlinable @inline(__always)
    func begin(levels: Int = 1) {
        owner.begin()
        self.levels = levels
    }

    /// Takes the lock unless another thread holds it, and says whether it did.
    ///
    /// Never spuriously `false`.
    @available(*, noasync, message: "the lock belongs to a thread; use withLockIfAvailable(_:)")
    @inlinable @inline(__always)
    public func lockIfAvailable() -> Bool {
        if owner.isCaller {
            levels &+= 1
            return true
        }
        guard word.lockIfAvailable() else { return false }
        begin()
        return true
    }

    /// Takes the lock unless the time is over first.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only tries. Who holds the lock already has it
    ///   at once, whatever the time.
    /// - Returns: whether the caller holds one level more now.
    @available(*, noasync, message: "blocks the thread")
    public func lock(for duration: Duration?) -> Bool {
        lock(until: Deadline(after: duration))
    }

    /// Takes the lock unless an instant comes first.
    ///
    /// - Parameter instant: when to give up. Who holds the lock already has it at once, whatever the time.
    /// - Returns: whether the caller holds one level more now.
    @available(*, noasync, message: "blocks the thread")
    public func lock(until instant: ContinuousClock.Instant) -> Bool {
        lock(until: Deadline(instant))
    }

    private func lock(until deadline: Deadline) -> Bool {
        if owner.isCaller {
            levels &+= 1
            return true
        }
        guard word.lock(until: deadline) else { return false }
        begin()
        return true
    }

    /// Runs the body with the lock held, and gives the level back also when the body throws.
    ///
    /// - Parameter body: what to do; without suspension.
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

    /// Runs the body with the lock held unless another thread holds it now.
    ///
    /// - Parameter body: what to do.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns; `nil` if another held the lock, and the body was not run.
    @inlinable @inline(__always)
    public func withLockIfAvailable<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard lockIfAvailable() else { return nil }
        defer { unlock() }
        return try body()
    }

    /// Whether anybody holds the lock.
    ///
    /// Stale on return unless the caller does: for diagnostics only.
    public var isLocked: Bool { word.isLocked }

    /// Whether the calling thread holds the lock.
    ///
    /// Exact: nobody but the calling thread can change it.
    public var isHeldByCurrentThread: Bool { owner.isCaller }

    /// How often the calling thread would have to release the lock until it is free; zero if it does not
    /// hold it.
    ///
    /// Exact: nobody but the calling thread can change it.
    public var depth: Int { owner.isCaller ? levels : 0 }

    @usableFromInline @inline(never)
    func refuse() -> Never {
        Misuse.stop(
            word.isLocked
                ? "a recursive lock was unlocked by a thread that does not hold it"
                : "a recursive lock was unlocked that nobody held"
        )
    }
}

/// For a ``Condition``, whose waits give up all levels at once.
extension RecursiveLock {
    /// Leaves the word, still held, to be released for the time of the wait, and says how many levels there were.
    func suspendLevels() -> Int {
        defer { owner.end() }
        return levels
    }

    /// Gives the caller, which has taken the word back, the levels that it had.
    func resumeLevels(_ levels: Int) { begin(levels: levels) }
}
