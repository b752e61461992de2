// Part of swift-threading. Apache-2.0: see LICENSE.

/// What a pool is doing and has done; see ``ThreadPool/statistics``.
///
/// Each number was right at some moment of the call, and may be stale on return. When nothing is being submitted or done,
/// `submitted` is the sum of `queued`, `completed`, `failed`, `cancelled` and `rejected`.
///
/// **Python**: there is none.
public struct ThreadPoolStatistics: Sendable, Hashable {
    /// Threads that there are.
    public internal(set) var threads = 0

    /// The most threads that there were at a time.
    public internal(set) var largestThreadCount = 0

    /// Threads that are at work.
    public internal(set) var active = 0

    /// Tasks that wait for a thread.
    public internal(set) var queued = 0

    /// Tasks that the pool was given, those included that it did not take.
    public internal(set) var submitted = 0

    /// Tasks that have returned.
    public internal(set) var completed = 0

    /// Tasks that have thrown an error.
    public internal(set) var failed = 0

    /// Tasks that were cancelled before they began.
    public internal(set) var cancelled = 0

    /// Tasks that the pool has failed with a ``PoolError``.
    public internal(set) var rejected = 0

    /// How long all tasks that have begun had waited; zero unless ``ThreadPoolOptions/measuresTimes`` is set.
    public internal(set) var waitTime = Duration.zero

    /// How long all tasks that have ended took; zero unless ``ThreadPoolOptions/measuresTimes`` is set.
    ///
    /// The time of one that does another, for whose result it waits, is in it twice.
    public internal(set) var runTime = Duration.zero

    /// Those of a pool that has done nothing.
    public init() {}
}
