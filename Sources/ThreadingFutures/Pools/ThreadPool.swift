// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
public import Threading
internal import ThreadingCore

/// Threads that wait for work, do it, and wait again.
///
/// A pool starts with no thread. It starts one with a submission that finds all of them busy, until
/// there are as many as it may have. Use it for many short pieces of work, and to bound how many run at
/// a time; for one long piece, `NativeThread.spawn` is simpler.
///
/// ```swift
/// let pool = ThreadPool(threads: 5)
/// let pages = urls.map { url in pool.submit { try load(url) } }
/// for page in pages { print(try page.result().count) }
/// pool.shutdown()
/// ```
///
/// **Blocking**: submitting never blocks; the queue of work is unbounded. Work begins in the order of its
/// submission.
///
/// **End**: ``shutdown(cancellingQueued:)`` waits for the workers. A pool that is dropped takes no more
/// work, does what it has, and then lets its threads go. So it is at the end of the process, which waits
/// for it.
///
/// **Python**: `concurrent.futures.ThreadPoolExecutor`.
public final class ThreadPool: Sendable {
    private static let pools = Atomic(0)

    private let workers: PoolWorkers
    private let exitHook: Int?

    /// What its threads fork.
    let forks = ForkGround()

    /// Creates a pool without threads.
    ///
    /// **Precondition**: `threads` is positive.
    ///
    /// - Parameters:
    ///   - threads: how many there may be at a time. The default suits work that waits more than it
    ///     computes: four more than the processors this process may use, and 32 at the most.
    ///   - name: what the pool is called; its threads are called `NAME-1`, `NAME-2` …
    ///   - initializer: runs at the beginning of each thread.
    public init(
        threads: Int = min(32, NativeThread.availableProcessors + 4),
        name: String? = nil,
        initializer: (@Sendable () -> Void)? = nil
    ) {
        Misuse.unless(threads > 0, "a pool has one thread or more, not \(threads)")
        let workers = PoolWorkers(
            name: name ?? Self.nextName(),
            maximum: threads,
            initializer: initializer
        )
        self.workers = workers
        // Weak: the end of the process is no reason to keep a pool that nobody else keeps.
        // Explored threads do not outlive their schedule: the end of the process does not wait for them.
        exitHook =
            Seam.current == nil
            ? ProcessExit.shared.addHook { [weak workers] in workers?.close(cancellingQueued: false) } : nil
    }

    /// Without a number in an exploration, which is to do the same each time.
    private static func nextName() -> String {
        if Seam.current != nil { return "ThreadPool" }
        return "ThreadPool-\(pools.wrappingAdd(1, ordering: .relaxed).newValue)"
    }

    deinit {
        if let exitHook { ProcessExit.shared.removeHook(exitHook) }
        workers.close(cancellingQueued: false)
    }

    /// Whether the calling thread is one of the pool's.
    var isCallerWorker: Bool { PoolWorker.current === workers }

    /// What the pool is called.
    public var name: String { workers.name }

    /// How many threads there may be at a time.
    public var maximumThreads: Int { workers.maximum }

    /// How many threads there are.
    ///
    /// Stale on return.
    public var threadCount: Int { workers.counts.threads }

    /// How much work waits for a thread.
    ///
    /// Stale on return.
    public var queuedCount: Int { workers.counts.queued }

    /// Has the body done by one of the pool's threads.
    ///
    /// **Blocking**: never.
    ///
    /// **Ordering**: what the caller did before is visible to the body.
    ///
    /// **Python**: `submit(fn)`.
    ///
    /// - Parameter body: the work. What it captures is destroyed before its result can be read; if the work is
    ///   cancelled, when a thread comes past it, or the pool is shut down.
    /// - Returns: the future of what the body returns or throws. It fails with ``PoolError`` if the pool was
    ///   shut down, or could get no thread at all.
    @discardableResult
    public func submit<Value: Sendable>(_ body: sending @escaping () throws -> Value) -> Future<Value> {
        let task = PoolTask(body, ticket: workers.isObserved ? TaskTicket(pool: name) : nil)
        workers.submit(task)
        return task.future
    }

    /// Takes no more work, and waits until what was submitted is done and all threads have ended.
    ///
    /// It may be called again, and by several threads. Work that is being done is never interrupted.
    ///
    /// **Blocking**: until the last thread has ended.
    ///
    /// **Precondition**: the caller is not one of the pool's own threads: it would wait for itself.
    ///
    /// **Python**: `shutdown(wait=True, cancel_futures=…)`.
    ///
    /// - Parameter cancellingQueued: cancels the work that no thread has begun; its futures throw
    ///   ``FutureError/cancelled``.
    @available(*, noasync, message: "blocks the thread")
    public func shutdown(cancellingQueued: Bool = false) {
        workers.close(cancellingQueued: cancellingQueued)
        workers.join()
    }
}
