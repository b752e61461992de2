// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What one operation does between its attempts: looks again for a while, then sleeps, and has a last look at the deadline.
@usableFromInline
struct QueuePatience: Sendable {

    // Unowned, and sound: whoever waits has the queue, and the queue its events. To retain it would be two more
    // operations on a line that the other side works on.
    private unowned(unsafe) let event: QueueEvent
    private let deadline: Deadline
    private var backoff: QueueBackoff?
    private var isOver: Bool

    /// - Parameters:
    ///   - event: what is slept for.
    ///   - limit: for how long.
    ///   - capacity: of the queue; nil if its attempts take a lock, where looking again and again hinders the others.
    @usableFromInline
    init(_ event: QueueEvent, _ limit: QueueLimit, spinningFor capacity: Int?) {
        unsafe self.event = event
        deadline = limit.deadline
        isOver = deadline.isImmediate
        backoff = isOver ? nil : capacity.map { QueueBackoff(event, capacity: $0) }
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
        isOver = unsafe !event.wait(until: deadline, unless: isReady)
        return true
    }

    /// An attempt was not in vain.
    @usableFromInline
    func succeeded() { backoff?.succeeded() }
}
