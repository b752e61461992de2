// Part of swift-threading. Apache-2.0: see LICENSE.

/// A piece of a task that is to run on a pool's thread.
final class ExecutorPoolJob: PoolJob, @unchecked Sendable {
    // Unchecked: immutable, apart from what the pool guards; and a job is run once.
    private let job: UnownedJob
    private let runner: (UnownedJob) -> Void
    private let isForAnyThread: Bool

    /// - Parameters:
    ///   - job: nobody else runs it.
    ///   - isForAnyThread: whether it may run elsewhere if the pool is closed; not if somebody's isolation depends on it.
    ///   - runner: runs it, and keeps the executor that it runs on.
    init(_ job: UnownedJob, isForAnyThread: Bool, _ runner: @escaping (UnownedJob) -> Void) {
        self.job = job
        self.isForAnyThread = isForAnyThread
        self.runner = runner
        super.init(priority: job.priority.rawValue)
    }

    override func run() { runner(job) }

    /// A job that is never run is a task that hangs, and whoever waits for it: the pool is closed, so another does it.
    ///
    /// What is for one thread alone comes here only when the process ends, which cuts it off.
    override func drop(because error: PoolError?) {
        if isForAnyThread { globalConcurrentExecutor.enqueue(ExecutorJob(job)) }
    }
}
