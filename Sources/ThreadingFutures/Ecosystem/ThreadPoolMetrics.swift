// Part of swift-threading. Apache-2.0: see LICENSE.

#if Metrics
public import CoreMetrics
internal import Threading

/// Exports what pools do through swift-metrics; with the package trait `Metrics`.
///
/// ```swift
/// var options = ThreadPoolOptions()
/// options.observers = [ThreadPoolMetrics()]
/// let pool = ThreadPool(options)
/// ```
///
/// One observer serves as many pools as you like. Each figure has the dimension `pool`, the pool's name; pools of one
/// name are one to it.
///
/// | label | kind | what |
/// | --- | --- | --- |
/// | `thread_pool_threads` | gauge | threads that there are |
/// | `thread_pool_active` | gauge | tasks that are being done |
/// | `thread_pool_queued` | gauge | tasks that wait for a thread |
/// | `thread_pool_wait_time` | timer | from the submission of a task to its beginning |
/// | `thread_pool_run_time` | timer | from its beginning to its end |
/// | `thread_pool_failed` | counter | tasks that threw |
/// | `thread_pool_rejected` | counter | tasks that were not taken |
/// | `thread_pool_initializer_failed` | counter | threads whose initialiser threw |
///
/// The gauges are right whenever the pool has nothing to tell; while it has, they may be one event behind.
///
/// **Blocking**: as the metrics backend does; it is called with no lock held.
///
/// **Python**: there is none.
public final class ThreadPoolMetrics: ThreadPoolObserver, Sendable {
    private let prefix: String
    private let factory: (any MetricsFactory)?
    private let instruments = Locked<[String: PoolInstruments]>([:])

    /// Creates an observer for the options of pools.
    ///
    /// - Parameters:
    ///   - prefix: what the labels begin with, in place of `thread_pool`.
    ///   - factory: what makes the instruments; `nil` is the one that the program has set with
    ///     `MetricsSystem.bootstrap`, looked up when a pool is first heard of.
    public init(prefix: String = "thread_pool", factory: (any MetricsFactory)? = nil) {
        self.prefix = prefix
        self.factory = factory
    }

    /// Remembers the pool, weakly, to ask it how much waits.
    public func poolWasMade(_ pool: ThreadPool) { find(pool.name).watch(pool) }

    /// Counts a thread.
    public func threadDidStart(in pool: String, threads: Int) { find(pool).threads.change(by: 1) }

    /// Counts a thread less.
    public func threadWillEnd(in pool: String, threads: Int) {
        let instruments = find(pool)
        instruments.threads.change(by: -1)
        instruments.recordQueued()
    }

    /// Records how many tasks wait.
    public func taskWasSubmitted(to pool: String, queued: Int) { find(pool).recordQueued() }

    /// Counts a rejection.
    public func taskWasRejected(by pool: String, because error: PoolError) {
        let instruments = find(pool)
        instruments.rejected.increment()
        instruments.recordQueued()
    }

    /// Records how long the task has waited, and counts it as active.
    public func taskWillRun(in pool: String, waited: Duration) {
        let instruments = find(pool)
        instruments.recordQueued()
        instruments.active.change(by: 1)
        instruments.waitTime.record(waited)
    }

    /// Records how long the task took, and counts its failure.
    public func taskDidRun(in pool: String, took: Duration, failure: (any Error)?) {
        let instruments = find(pool)
        instruments.recordQueued()
        instruments.active.change(by: -1)
        instruments.runTime.record(took)
        if failure != nil { instruments.failed.increment() }
    }

    /// Counts a failure of an initialiser.
    public func initializerDidFail(in pool: String, with error: any Error) {
        find(pool).initializerFailed.increment()
    }

    private func find(_ pool: String) -> PoolInstruments {
        if let known = instruments.withLock({ $0[pool] }) { return known }
        // Made outside the lock, since the factory is foreign code. Of two at a time the first stays.
        let made = PoolInstruments(pool: pool, prefix: prefix, factory: factory ?? MetricsSystem.factory)
        return instruments.withLock { known in
            if let first = known[pool] { return first }
            known[pool] = made
            return made
        }
    }
}
#endif
