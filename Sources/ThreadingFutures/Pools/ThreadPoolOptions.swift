// Part of swift-threading. Apache-2.0: see LICENSE.

public import Threading
internal import ThreadingCore

/// What a pool is to be like, for ``ThreadPool/init(_:)`` and ``withThreadPool(_:_:)``.
///
/// ```swift
/// var options = ThreadPoolOptions(minimumThreads: 2, maximumThreads: 16, name: "loader")
/// options.keepAlive = .seconds(10)
/// options.capacity = 1_000
/// options.whenFull = .reject
/// let pool = ThreadPool(options)
/// ```
///
/// Where a number of threads is all there is to say, ``ThreadPool/init(threads:name:initializer:)`` is shorter.
///
/// **Python**: the arguments of `ThreadPoolExecutor`, which has the number of threads, a name and an initializer.
public struct ThreadPoolOptions: Sendable {
    /// How many threads stay although there is nothing to do.
    ///
    /// None is started before there is work, but by ``ThreadPool/prestart(_:)``.
    public var minimumThreads: Int

    /// How many threads there may be at a time.
    public var maximumThreads: Int

    /// What the pool is called; its threads are called `NAME-1`, `NAME-2` … `nil` numbers it: `ThreadPool-1`.
    public var name: String?

    /// After how long without work a thread leaves, if there are more than ``minimumThreads``; `nil` is never.
    ///
    /// Idle threads take turns. So the pool shrinks when there is too little work for each of them to have had some.
    public var keepAlive: Duration? = .seconds(60)

    /// How much work may wait for a thread; `nil` is any amount.
    ///
    /// Work that an idle or a new thread is about to take does not count: with a capacity of zero, a pool takes only
    /// what a thread is ready for.
    public var capacity: Int?

    /// What becomes of work for which there is no place.
    public var whenFull = FullPolicy.wait

    /// What becomes of work at the end of the process.
    public var atExit = ExitPolicy.finish

    /// Stack, niceness and processors of the threads.
    ///
    /// Their name is made from the pool's, and whether they are daemons follows from ``atExit``. With a niceness or
    /// processors, a submission that starts a thread waits until it has them. A thread that the system refuses
    /// is as one that it does not have.
    public var thread = ThreadOptions()

    /// Runs at the beginning of each thread.
    ///
    /// If it throws, the error is told to the ``observers`` and as that of a thread which nobody joins
    /// (`NativeThread.unhandledErrorHook`), and the thread ends without having taken work. The work is done by the other
    /// threads. If there is none, the next thread is tried at once. When three have failed one after the other,
    /// all waiting work fails with ``PoolError/initializerFailed(reason:)``; the next submission begins anew.
    ///
    /// **Python**: `initializer`, whose first failure ends the pool for ever (`BrokenThreadPool`).
    public var initializer: (@Sendable () throws -> Void)?

    /// The task-local values that travel with the work.
    public var inherited: [InheritedTaskLocal] = []

    /// Who is told of what the pool does.
    ///
    /// With any, three clock readings are made for each task.
    public var observers: [any ThreadPoolObserver] = []

    /// Whether ``ThreadPoolStatistics/waitTime`` and ``ThreadPoolStatistics/runTime`` are measured.
    ///
    /// They cost three clock readings for each task, some 25 ns each.
    public var measuresTimes = false

    /// Creates options.
    ///
    /// - Parameters:
    ///   - minimumThreads: how many threads stay although there is nothing to do.
    ///   - maximumThreads: how many threads there may be at a time. The default suits work that waits more than it
    ///     computes: four more than the processors this process may use, and 32 at the most.
    ///   - name: what the pool is called.
    public init(
        minimumThreads: Int = 0,
        maximumThreads: Int = min(32, NativeThread.availableProcessors + 4),
        name: String? = nil
    ) {
        self.minimumThreads = minimumThreads
        self.maximumThreads = maximumThreads
        self.name = name
    }

    /// Stops the program for what no pool could be.
    func check() {
        Self.check(minimum: minimumThreads, maximum: maximumThreads)
        if let capacity {
            Misuse.unless(capacity >= 0, "a pool keeps no or some work waiting, not \(capacity)")
        }
    }

    static func check(minimum: Int, maximum: Int) {
        Misuse.unless(maximum > 0, "a pool has one thread or more, not \(maximum)")
        Misuse.unless(
            (0...maximum).contains(minimum),
            "a pool keeps between none and the most threads it may have (\(maximum)), not \(minimum)"
        )
    }
}
