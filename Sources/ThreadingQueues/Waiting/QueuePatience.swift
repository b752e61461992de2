// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What one operation does between its attempts: looks again for a while, then sleeps, and has a last look at the deadline.
@safe
@usableFromInline
struct QueuePatience: Sendable {

    // Unmanaged, and sound: see `QueueBackoff`.
    private let event: Unmanaged<QueueEvent>
    private let deadline: Deadline
    private var backoff: QueueBackoff?
    private var isOver: Bool

    /// - Parameters:
    ///   - event: what is slept for.
    ///   - limit: for how long.
    ///   - capacity: of the queue; nil if its attempts take a lock, where looking again and again hinders the others.
    @usableFromInline
    init(_ event: Unmanaged<QueueEvent>, _ limit: QueueLimit, spinningFor capacity: Int?) {
        unsafe self.event = event
        deadline = limit.deadline
        isOver = deadline.isImmediate
        backoff = isOver ? nil : capacity.map { unsafe QueueBackoff(event, capacity: $0) }
    }

    /// Lets time pass.
    ///
    /// - Parameter isReady: whether an attempt may succeed.
    /// - Returns: whether to try again; false if the time is over, and that was the last attempt.
    @usableFromInline
    mutating func wait(unless isReady: () -> Bool) -> Bool {
        if isOver { return false }
        if backoff?.wait() == true { return true }
        // At the deadline the queue has the last word: what it waits for may have come without a notice.
        isOver = unsafe !event._withUnsafeGuaranteedRef { $0.wait(until: deadline, unless: isReady) }
        return true
    }

    /// An attempt was not in vain.
    @usableFromInline
    func succeeded() { backoff?.succeeded() }
}
