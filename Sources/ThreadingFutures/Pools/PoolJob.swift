// Part of swift-threading. Apache-2.0: see LICENSE.

/// Work that waits in a pool, as a link of the list that it waits in: queueing it allocates nothing.
class PoolJob: @unchecked Sendable {
    // Unchecked: the links and `isQueued` are guarded by the lock of the pool.

    /// The greater, the sooner.
    let priority: UInt8

    var next: PoolJob?
    var previous: PoolJob?
    var isQueued = false

    init(priority: UInt8) {
        self.priority = priority
    }

    /// Does the work, unless it was cancelled meanwhile; called by whoever has taken it from the pool.
    func run() {}

    /// The work will not be done, and is in no list any more.
    ///
    /// - Parameter error: why; `nil` if it is cancelled.
    func drop(because error: PoolError?) {}

    /// The future of its result, for those who ask what was not done.
    var unfinishedFuture: (any AnyFuture)? { nil }
}
