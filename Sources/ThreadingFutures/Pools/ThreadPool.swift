// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
public import Threading
internal import ThreadingCore

/// Threads that wait for work, do it, and wait again.
///
/// A pool starts with no thread. It starts one with a submission that finds all of them busy, until
/// there are as many as it may have. Use it for many short pieces of work, and to bound how many run at
/// a time; for one long piece, `NativeThread.spawn` is simpler. ``withThreadPool(_:_:)`` ends it with a scope.
///
/// ```swift
/// let pool = ThreadPool(threads: 5)
/// let pages = urls.map { url in pool.submit { try load(url) } }
/// for page in pages { print(try page.result().count) }
/// pool.shutdown()
/// ```
///
/// | | open | full | shut down |
/// | --- | --- | --- | --- |
/// | ``submit(priority:_:)`` | a future | as ``ThreadPoolOptions/whenFull`` says | a future that fails |
/// | ``shutdown(cancellingQueued:)`` | blocks until all is done | the same | the same |
/// | ``shutdown(for:cancellingQueued:)`` | blocks, at the deadline says what is left | the same | the same |
/// | ``resize(minimum:maximum:)`` | now | now | changes what ends |
/// | ``statistics`` | now | now | now |
///
/// **Blocking**: submitting never blocks, unless the pool has a ``ThreadPoolOptions/capacity``. Work of the highest
/// priority begins first, and of one priority in the order of its submission.
///
/// **Work that waits for work.** A thread of the pool that waits for a future of the same pool which nobody has
/// begun does that work itself. So work may wait for other work of its pool, however few threads there are; not for work
/// that waits for it. It should hold no lock meanwhile that the other work takes. A wait with a deadline helps, too, and
/// lasts as long as the work, at least.
///
/// **End**: ``shutdown(cancellingQueued:)`` waits for the workers. A pool that is dropped takes no more
/// work, does what it has, and then lets its threads go. So it is at the end of the process, which waits
/// for it, unless ``ThreadPoolOptions/atExit`` says otherwise.
///
/// **Errors** of work never end a thread: they are the future's.
///
/// **Python**: `concurrent.futures.ThreadPoolExecutor`, where waiting for work of the same pool is the documented
/// deadlock, threads never leave, and the queue is unbounded.
public final class ThreadPool: Sendable {
    private static let pools = Atomic(0)

    @usableFromInline let workers: PoolWorkers

    /// What its threads fork.
    let forks: ForkGround

    /// Creates a pool without threads.
    ///
    /// Threads stay until the end of the pool.
    ///
    /// **Precondition**: `threads` is positive.
    ///
    /// - Parameters:
    ///   - threads: how many there may be at a time. The default suits work that waits more than it
    ///     computes: four more than the processors this process may use, and 32 at the most.
    ///   - name: what the pool is called; its threads are called `NAME-1`, `NAME-2` …
    ///   - initializer: runs at the beginning of each thread; see ``ThreadPoolOptions/initializer`` for one that throws.
    public convenience init(
        threads: Int = min(32, NativeThread.availableProcessors + 4),
        name: String? = nil,
        initializer: (@Sendable () throws -> Void)? = nil
    ) {
        var options = ThreadPoolOptions(maximumThreads: threads, name: name)
        options.keepAlive = nil
        options.initializer = initializer
        self.init(options)
    }

    /// Creates a pool without threads that is as the options say.
    ///
    /// **Precondition**: the most threads are one or more, the least no more than that, the capacity is not negative.
    ///
    /// - Parameter options: what the pool is to be like; changing them later changes no pool.
    public init(_ options: ThreadPoolOptions) {
        options.check()
        workers = PoolWorkers(name: options.name ?? Self.nextName(), options: options)
        forks = ForkGround(for: workers)
        workers.prepareForExit()
        workers.tell { $0.poolWasMade(self) }
    }

    /// Without a number in an exploration, which is to do the same each time.
    private static func nextName() -> String {
        if Seam.current != nil { return "ThreadPool" }
        // Relaxed: a number that nobody else has; nothing else is read by it.
        return "ThreadPool-\(pools.wrappingAdd(1, ordering: .relaxed).newValue)"
    }

    deinit {
        _ = workers.close(cancellingQueued: false)
    }

    /// What the pool is called.
    public var name: String { workers.name }

    /// Has the body done by one of the pool's threads.
    ///
    /// **Blocking**: never, unless the pool has a ``ThreadPoolOptions/capacity``, is full, and its policy is to
    /// wait: then until there is a place, or the calling thread is asked to stop. Asynchronous code gives work to such a
    /// pool from a thread of its own, or chooses another policy.
    ///
    /// **Ordering**: what the caller did before is visible to the body.
    ///
    /// **Python**: `submit(fn)`, which has no priorities (gh-118852).
    ///
    /// - Parameters:
    ///   - priority: what waits with a higher one begins first, however long the rest has waited.
    ///   - body: the work. What it captures is destroyed before its result can be read, and at once if the work is
    ///     cancelled or refused.
    /// - Returns: the future of what the body returns or throws. It fails with ``PoolError`` if the pool was
    ///   shut down, is full and refuses work, or could get no thread at all.
    @discardableResult
    @inlinable
    public func submit<Value: Sendable>(
        priority: TaskPriority = .medium,
        _ body: consuming sending @escaping () throws -> Value
    ) -> Future<Value> {
        let task = Future(body, priority: priority.rawValue, of: workers)
        workers.submit(task)
        return task
    }
}
