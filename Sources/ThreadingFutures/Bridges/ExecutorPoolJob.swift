// Part of swift-threading. Apache-2.0: see LICENSE.

/// A piece of a task that is to run on a pool's thread.
final class ExecutorPoolJob: PoolJob, @unchecked Sendable {
    // Unchecked: immutable, apart from what the pool guards; and a job is run once.
    private let job: UnownedJob
    private let runner: (UnownedJob) -> Void

    /// - Parameters:
    ///   - job: nobody else runs it.
    ///   - runner: runs it, and keeps the executor that it runs on.
    init(_ job: UnownedJob, _ runner: @escaping (UnownedJob) -> Void) {
        self.job = job
        self.runner = runner
        super.init(priority: job.priority.rawValue)
    }

    override func run() { runner(job) }

    /// A job that is never run is a task that hangs, and whoever waits for it: the pool is closed, so another does it.
    override func drop(because error: PoolError?) {
        globalConcurrentExecutor.enqueue(ExecutorJob(job))
    }
}
