// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Lets threads wait until something has become true of what a lock guards.
///
/// A thread that finds its condition false waits; a thread that makes it true notifies. Both hold the
/// lock, and the waiting gives it up and takes it again. Several conditions may share one lock: a queue
/// has one for «not empty» and one for «not full».
///
/// ```swift
/// let mailbox = Condition()
/// // one thread
/// mailbox.withLock {
///     mailbox.wait { !letters.isEmpty }
///     read(letters.removeFirst())
/// }
/// // another
/// mailbox.withLock {
///     letters.append(letter)
///     mailbox.notify()
/// }
/// ```
///
/// Where what is waited for is true of one value, a ``Monitor`` does it without notifications. Where one flag is
/// all there is to wait for, use an ``Event``; to pass things on, a `BlockingQueue`.
///
/// **Blocking**: a wait returns when it was notified or its time is over, and for no other reason; then
/// it takes the lock again, however long that takes. What was true when the notification was sent may
/// be false again by then, so the forms that take a predicate are the ones to use. The longest waiting
/// is notified first. A notification that nobody waits for is not remembered.
///
/// The lock is a ``Lock`` or a ``RecursiveLock``. A wait gives up all levels of a recursive one, and has as
/// many again when it returns: whoever is further up the stack must be prepared for what others did meanwhile.
///
/// **Precondition**: the caller of any wait or notification holds the lock. That is checked exactly for a
/// recursive lock, and for a plain one in a debug build; in a release build a plain lock knows only that
/// somebody holds it.
///
/// - Complexity: O(1). A notification that nobody waits for is one load. Of many that are notified at
///   once, one is woken; the others queue up for the lock without running.
///
/// **Python**: `threading.Condition`. Its default lock is re-entrant; here that is `Condition(RecursiveLock())`.
/// Over a plain lock Python never knows more than a release build does here.
public final class Condition: Sendable {
    /// The lock that waiting gives up.
    public let lock: ConditionLock

    private let waiters = WaiterQueue()

    /// Creates a condition on a lock, or on one of its own.
    ///
    /// - Parameter lock: the lock that guards what the condition is about.
    public init(_ lock: Lock = Lock()) {
        self.lock = .plain(lock)
    }

    /// Creates a condition on a recursive lock.
    ///
    /// - Parameter lock: the lock that guards what the condition is about.
    public init(_ lock: RecursiveLock) {
        self.lock = .recursive(lock)
    }

    /// Creates a condition on the lock of another one.
    ///
    /// - Parameter lock: the other's ``lock``.
    public init(_ lock: ConditionLock) {
        self.lock = lock
    }

    /// Whether anybody holds the lock.
    ///
    /// Stale on return: for diagnostics only.
    public var isLocked: Bool { lock.isLocked }

    /// Runs the body with the lock held.
    ///
    /// - Parameter body: what to do.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    @inlinable @inline(__always)
    public func withLock<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try lock.withLock(body)
    }

    /// Waits to be notified.
    @available(*, noasync, message: "blocks the thread")
    public func wait() {
        _ = wait(until: .never)
    }

    /// Waits to be notified, or for the time to be over.
    ///
    /// - Parameter duration: bounds the wait, not the taking of the lock afterwards. `nil` waits for ever;
    ///   zero or less gives up the lock once and takes it again.
    /// - Returns: whether it was notified.
    @available(*, noasync, message: "blocks the thread")
    public func wait(for duration: Duration?) -> Bool {
        wait(until: Deadline(after: duration))
    }

    /// Waits to be notified, or for an instant to come.
    ///
    /// - Parameter instant: when to give up.
    /// - Returns: whether it was notified.
    @available(*, noasync, message: "blocks the thread")
    public func wait(until instant: ContinuousClock.Instant) -> Bool {
        wait(until: Deadline(instant))
    }

    /// Waits until the predicate holds.
    ///
    /// Returns at once if it does already.
    ///
    /// - Parameter predicate: looks at what the lock guards; runs with the lock held, now and after each
    ///   notification.
    /// - Throws: what the predicate throws, with the lock held.
    @available(*, noasync, message: "blocks the thread")
    public func wait<Failure: Error>(where predicate: () throws(Failure) -> Bool) throws(Failure) {
        _ = try wait(until: .never, where: predicate)
    }

    /// Waits until the predicate holds, or for the time to be over.
    ///
    /// - Parameters:
    ///   - duration: bounds the whole wait, however often it is notified meanwhile.
    ///   - predicate: looks at what the lock guards; runs with the lock held.
    /// - Throws: what the predicate throws, with the lock held.
    /// - Returns: the predicate's last answer.
    @available(*, noasync, message: "blocks the thread")
    public func wait<Failure: Error>(
        for duration: Duration?,
        where predicate: () throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        try wait(until: Deadline(after: duration), where: predicate)
    }

    /// Waits until the predicate holds, or for an instant to come.
    ///
    /// - Parameters:
    ///   - instant: when to give up.
    ///   - predicate: looks at what the lock guards; runs with the lock held.
    /// - Throws: what the predicate throws, with the lock held.
    /// - Returns: the predicate's last answer.
    @available(*, noasync, message: "blocks the thread")
    public func wait<Failure: Error>(
        until instant: ContinuousClock.Instant,
        where predicate: () throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        try wait(until: Deadline(instant), where: predicate)
    }

    /// Notifies the threads that have waited longest.
    ///
    /// They run when the lock is released. There is nothing to do for zero or less.
    ///
    /// **Python**: `notify(n)`.
    ///
    /// - Parameter count: how many to notify at the most.
    public func notify(_ count: Int = 1) {
        requireLock("notify")
        switch lock {
        case .plain(let lock): waiters.notify(count, holding: lock.word)
        case .recursive(let lock): waiters.notify(count, holding: lock.word)
        }
    }

    /// Notifies all threads that wait.
    ///
    /// **Python**: `notify_all()`.
    public func notifyAll() {
        notify(.max)
    }

    private func wait(until deadline: Deadline) -> Bool {
        requireLock("wait on")
        switch lock {
        case .plain(let lock):
            return waiters.wait(releasing: lock.word, until: deadline)
        case .recursive(let lock):
            let levels = lock.suspendLevels()
            defer { lock.resumeLevels(levels) }
            return waiters.wait(releasing: lock.word, until: deadline)
        }
    }

    func wait<Failure: Error>(
        until deadline: Deadline,
        where predicate: () throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        while try !predicate() {
            // At the deadline the predicate has the last word: it may have come true without a notice.
            guard wait(until: deadline) else { return try predicate() }
        }
        return true
    }

    private func requireLock(_ what: StaticString) {
        let isHeld =
            switch lock {
            case .plain(let lock): lock.word.mayBeHeldByCaller
            case .recursive(let lock): lock.isHeldByCurrentThread
            }
        Misuse.unless(isHeld, "to \(what) a condition, a thread must hold its lock")
    }
}
