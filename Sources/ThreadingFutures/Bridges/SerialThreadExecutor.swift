// Part of swift-threading. Apache-2.0: see LICENSE.

public import Threading
internal import ThreadingCore

/// One thread on which actors run: for what may block, and for libraries that want to be called by one thread always.
///
/// ```swift
/// actor Database {
///     private let thread = SerialThreadExecutor(name: "database")
///     nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }
///
///     func query(_ text: String) throws -> [Row] { try sqlite.query(text) }   // blocks, and nobody minds
/// }
/// ```
///
/// Several actors may share one; then they never run at the same time. It can also be preferred by tasks
/// (`withTaskExecutorPreference`).
///
/// The thread is started when it is first needed, and ends when the executor has been dropped and what was enqueued is
/// done; the end of the process waits for that, as for a pool's, and cuts off what is enqueued after that.
///
/// **Ordering**: jobs run one after the other, those of higher priority first, and of one priority in the order in which
/// they were enqueued; each sees what the ones before it did.
///
/// **Python**: there is none; an `asyncio` loop in a thread of its own is near.
public final class SerialThreadExecutor: SerialExecutor, TaskExecutor {
    private let workers: PoolWorkers

    /// Creates an executor, without its thread.
    ///
    /// - Parameters:
    ///   - name: what the thread is called, with `-1` after it.
    ///   - thread: how to start it, but for the name.
    public init(name: String = "SerialThreadExecutor", thread: ThreadOptions = ThreadOptions()) {
        var options = ThreadPoolOptions(maximumThreads: 1, name: name)
        options.keepAlive = nil
        options.thread = thread
        workers = PoolWorkers(name: name, options: options)
        workers.prepareForExit()
    }

    deinit {
        _ = workers.close(cancellingQueued: false)
    }

    /// Called by the language: has a piece of a task run by the thread.
    ///
    /// - Parameter job: the piece.
    public func enqueue(_ job: consuming ExecutorJob) {
        // Sound: the closure holds the executor for as long as the job waits and runs.
        let job = ExecutorPoolJob(UnownedJob(job), isForAnyThread: false) { job in
            unsafe job.runSynchronously(
                isolatedTo: self.asUnownedSerialExecutor(),
                taskExecutor: self.asUnownedTaskExecutor()
            )
        }
        workers.submit(job, isBounded: false)
    }

    /// Called by the language: the executor without a claim to keep it alive; whoever uses it does that.
    public func asUnownedSerialExecutor() -> UnownedSerialExecutor { unsafe UnownedSerialExecutor(ordinary: self) }

    /// Called by the language for `preconditionIsolated` and `assumeIsolated`: stops the program unless the calling thread
    /// is the executor's.
    public func checkIsolated() {
        Misuse.unless(
            workers.isCallersOwn,
            "what is isolated to the thread of \"\(workers.name)\" was used by \"\(NativeThread.current.name)\""
        )
    }

    /// Called by the language: whether the calling thread is the executor's.
    ///
    /// - Returns: never `nil`.
    public func isIsolatingCurrentContext() -> Bool? { workers.isCallersOwn }
}
