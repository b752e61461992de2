// Part of swift-threading. Apache-2.0: see LICENSE.

public import Threading

extension ThreadPool {
    /// How many threads there may be at a time.
    ///
    /// Stale on return where others resize the pool.
    public var maximumThreads: Int { workers.withLock { workers.counts.maximum } }

    /// How many threads stay although there is nothing to do.
    ///
    /// Stale on return where others resize the pool.
    public var minimumThreads: Int { workers.withLock { workers.counts.minimum } }

    /// How many threads there are.
    ///
    /// Stale on return.
    public var threadCount: Int { workers.withLock { workers.counts.living } }

    /// How much work waits for a thread.
    ///
    /// Stale on return.
    public var queuedCount: Int { workers.queuedCount }

    /// What the pool is doing and has done.
    ///
    /// - Complexity: O(1).
    public var statistics: ThreadPoolStatistics { workers.statistics }

    /// Changes how many threads there may be and how many stay.
    ///
    /// A larger pool starts threads for what waits. In a smaller one, idle threads leave now, and busy ones when they have
    /// done what they are at.
    ///
    /// **Blocking**: never.
    ///
    /// **Precondition**: the most threads are one or more, and the least no more than that.
    ///
    /// **Python**: there is none.
    ///
    /// - Parameters:
    ///   - minimum: how many threads stay although there is nothing to do; `nil` leaves it as it is.
    ///   - maximum: how many threads there may be; `nil` leaves it as it is.
    public func resize(minimum: Int? = nil, maximum: Int? = nil) {
        workers.resize(minimum: minimum, maximum: maximum)
    }

    /// Starts threads before there is work, so that the first work does not wait for its thread.
    ///
    /// A pool that is shut down starts none.
    ///
    /// **Blocking**: does not wait for the threads to begin.
    ///
    /// - Parameter count: how many there are to be at the least, the maximum bounds it; `nil` is the minimum.
    /// - Throws: `ThreadStartError` if the system refuses one; those before it stay.
    public func prestart(_ count: Int? = nil) throws(ThreadStartError) {
        try workers.prestart(count)
    }
}
