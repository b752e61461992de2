// Part of swift-threading. Apache-2.0: see LICENSE.

#if Lifecycle
public import ServiceLifecycle
internal import Threading

/// A pool as a service of swift-service-lifecycle: at graceful shutdown it takes no more work and does what it has; with
/// the package trait `Lifecycle`.
///
/// ```swift
/// let pool = ThreadPool(threads: 16, name: "files")
/// let group = ServiceGroup(
///     services: [ThreadPoolService(pool, drainingFor: .seconds(20)), server],
///     gracefulShutdownSignals: [.sigterm],
///     logger: logger
/// )
/// try await group.run()
/// ```
///
/// A group ends its services in the reverse of their order: so the pool comes before those who give it work.
///
/// | | what it does |
/// | --- | --- |
/// | runs | nothing: the pool works by itself |
/// | graceful shutdown | takes no more work, and does what is queued |
/// | the time to drain is over | cancels what is queued, throws ``ThreadPoolServiceError`` |
/// | its task is cancelled | cancels what is queued, waits no longer, throws ``ThreadPoolServiceError`` if work was left |
///
/// Work that has begun is never interrupted; what should end looks at a stop token of its own.
///
/// **Blocking**: none; the waiting is done by a thread of its own, not by one of those that tasks share.
///
/// **Python**: there is none.
public struct ThreadPoolService: Service, CustomStringConvertible {
    private let pool: ThreadPool
    private let time: Duration?

    /// Makes a service of the pool.
    ///
    /// - Parameters:
    ///   - pool: the pool, which is shut down when the service ends.
    ///   - time: how long it may go on with what it has; `nil` is as long as the group lets it.
    public init(_ pool: ThreadPool, drainingFor time: Duration? = nil) {
        self.pool = pool
        self.time = time
    }

    /// The name that the group logs.
    public var description: String { "ThreadPoolService(\(pool.name))" }

    /// Waits for the graceful shutdown, or the end of its task, and shuts the pool down.
    ///
    /// - Throws: ``ThreadPoolServiceError`` if not all work was done.
    public func run() async throws {
        // The only error says that the task was cancelled: then there is no time left.
        let isGraceful = (try? await gracefulShutdown()) != nil
        let time = isGraceful ? time : .zero
        let pool = pool
        let drain = NativeThread.spawn(name: "\(pool.name) drains") { Self.drain(pool, for: time) }
        let rest = await withTaskCancellationHandler {
            await drain.value
        } onCancel: {
            // Ends the wait of that thread.
            drain.requestStop()
        }
        if !rest.isNothing { throw rest }
    }

    /// Shuts the pool down until the time is over or the calling thread is asked to stop, and says what was not done.
    private static func drain(_ pool: ThreadPool, for time: Duration?) -> ThreadPoolServiceError {
        let isDone = pool.shutdown(for: time).isComplete
        let rest = pool.shutdown(for: .zero, cancellingQueued: !isDone)
        return ThreadPoolServiceError(
            pool: pool.name,
            cancelled: rest.cancelled.count,
            running: isDone ? 0 : rest.running
        )
    }
}
#endif
