// Part of swift-threading. Apache-2.0: see LICENSE.

/// What a pool had not done when the time of its shutdown was over; see ``ThreadPool/shutdown(for:cancellingQueued:)``.
///
/// **Python**: there is none (gh-72165). **Java**: the list that `shutdownNow` returns.
public struct ThreadPoolRemainder: Sendable {
    /// How many tasks are still being done.
    ///
    /// A thread that has done its last and has not ended may be counted.
    public let running: Int

    /// The futures of what still waits for a thread, and will be done unless it is cancelled; the next first.
    public let queued: [AnyFuture]

    /// The futures of what this call has cancelled, in the order in which it would have been done.
    public let cancelled: [AnyFuture]

    /// Whether all threads have ended.
    public let isComplete: Bool
}
