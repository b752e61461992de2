// Part of swift-threading. Apache-2.0: see LICENSE.

/// Told of what a pool does.
///
/// Called by the thread that does it, with no lock held.
///
/// For logs and metrics: an observer is given to the pool by ``ThreadPoolOptions/observers``. What it does holds up the
/// thread that calls it. Each method has an implementation that does nothing. Of one task, the pool tells in order that it
/// will run and did run; that it was submitted is told by the submitter, and may come after both.
///
/// ```swift
/// struct SlowTasks: ThreadPoolObserver {
///     func taskDidRun(in pool: String, took: Duration, failure: (any Error)?) {
///         if took > .seconds(1) { print("a task of \(pool) took \(took)") }
///     }
/// }
/// ```
///
/// **Python**: there is none. **Java**: `beforeExecute`, `afterExecute` and `terminated` of `ThreadPoolExecutor`.
public protocol ThreadPoolObserver: Sendable {
    /// The pool was made, and will tell of itself from now on.
    ///
    /// For those who also read its ``ThreadPool/statistics``. They keep it weakly: a pool ends when nobody keeps it.
    func poolWasMade(_ pool: ThreadPool)

    /// A thread has started, and is to be initialized.
    func threadDidStart(in pool: String, threads: Int)

    /// A thread is about to end; the count is without it.
    func threadWillEnd(in pool: String, threads: Int)

    /// A task was queued.
    func taskWasSubmitted(to pool: String, queued: Int)

    /// A task will not be done; its future fails with the error.
    func taskWasRejected(by pool: String, because error: PoolError)

    /// A task is about to begin.
    func taskWillRun(in pool: String, waited: Duration)

    /// A task has ended, and those who wait for it are told next.
    func taskDidRun(in pool: String, took: Duration, failure: (any Error)?)

    /// The initializer of a thread has thrown an error, and the thread ends.
    func initializerDidFail(in pool: String, with error: any Error)
}

extension ThreadPoolObserver {
    /// Does nothing.
    public func poolWasMade(_ pool: ThreadPool) {}

    /// Does nothing.
    public func threadDidStart(in pool: String, threads: Int) {}

    /// Does nothing.
    public func threadWillEnd(in pool: String, threads: Int) {}

    /// Does nothing.
    public func taskWasSubmitted(to pool: String, queued: Int) {}

    /// Does nothing.
    public func taskWasRejected(by pool: String, because error: PoolError) {}

    /// Does nothing.
    public func taskWillRun(in pool: String, waited: Duration) {}

    /// Does nothing.
    public func taskDidRun(in pool: String, took: Duration, failure: (any Error)?) {}

    /// Does nothing.
    public func initializerDidFail(in pool: String, with error: any Error) {}
}
