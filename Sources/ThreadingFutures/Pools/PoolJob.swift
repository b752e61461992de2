// Part of swift-threading. Apache-2.0: see LICENSE.

/// Work that waits in a pool, as a link of the list that it waits in: queueing it allocates nothing.
///
/// Public as the base of ``AnyFuture`` alone: nothing of it is for users.
@safe
public class PoolJob: @unchecked Sendable {
    // Unchecked: the links, `isQueued` and `isUncounted` are guarded by the lock of the pool. Whoever puts the job into
    // an inbox writes `next` before that, when nobody else knows of the job.
    // Exclusivity is not checked at run time, since the lock sees to it.

    /// The list holds one reference to each job that is in it; the links hold none.
    @safe @exclusivity(unchecked) final var next: Unmanaged<PoolJob>?
    @safe @exclusivity(unchecked) final var previous: Unmanaged<PoolJob>?

    /// The greater, the sooner.
    ///
    /// It and those below come last, so that the small fields of a future share their eight bytes.
    final let priority: UInt8

    @safe @exclusivity(unchecked) final var isQueued = false

    /// Whether it is a task that is to be counted as submitted when it is queued.
    @safe @exclusivity(unchecked) final var isUncounted = false

    init(priority: UInt8) {
        self.priority = priority
        next = nil
        previous = nil
    }

    /// Does the work, unless it was cancelled meanwhile; called by whoever has taken it from the pool.
    func run() {}

    /// The work will not be done, and is in no list any more.
    ///
    /// - Parameter error: why; `nil` if it is cancelled.
    func drop(because error: PoolError?) {}

    /// The future of its result, for those who ask what was not done.
    var unfinishedFuture: AnyFuture? { nil }
}
