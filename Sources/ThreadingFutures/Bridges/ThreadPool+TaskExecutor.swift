// Part of swift-threading. Apache-2.0: see LICENSE.

/// A pool runs the code of tasks that prefer it.
///
/// The threads that Swift runs tasks on are as many as there are processors, and a call that blocks takes one of them
/// away from everybody. So asynchronous code that calls what blocks does it on a pool:
///
/// ```swift
/// let files = ThreadPool(threads: 32, name: "files")
/// await withTaskExecutorPreference(files) { await readAll() }   // and all that it calls and is not isolated to an actor
/// let text = try await files.run { try readBlocking(path) }     // one call
/// ```
///
/// A capacity of the pool does not bound these jobs, which cannot be refused. Priorities are those of the tasks. After the
/// pool was shut down, jobs run where they would without it.
extension ThreadPool: TaskExecutor {
    /// Called by the language: has a piece of a task run by one of the pool's threads.
    ///
    /// - Parameter job: the piece.
    public func enqueue(_ job: consuming ExecutorJob) {
        // Sound: the closure holds the pool for as long as the job waits and runs.
        let job = ExecutorPoolJob(UnownedJob(job), isForAnyThread: true) { job in
            unsafe job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
        workers.submit(job, isBounded: false)
    }
}
