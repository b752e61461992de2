// Part of swift-threading. Apache-2.0: see LICENSE.

#if Logging
public import Logging
internal import Threading

/// Logs what pools do through swift-log; with the package trait `Logging`.
///
/// ```swift
/// var options = ThreadPoolOptions()
/// options.observers = [ThreadPoolLogger(logger: Logger(label: "pool"))]
/// let pool = ThreadPool(options)
/// ```
///
/// | what | level |
/// | --- | --- |
/// | a thread starts, a thread ends | debug |
/// | a task is rejected | warning |
/// | a task throws | warning: its future has the error, and may be read or not |
/// | the initialiser of a thread throws | error |
///
/// The metadata is `pool` and `thread`, their names, and `threads` where the number changes. What a task threw is the
/// error of the event.
///
/// **Blocking**: as the log handler does; it is called with no lock held.
///
/// **Python**: the pool's own `concurrent.futures` logger, which tells of initialisers and callbacks only.
public struct ThreadPoolLogger: ThreadPoolObserver, Sendable {
    private let logger: Logger

    /// Creates an observer for the options of pools.
    ///
    /// - Parameter logger: what to log with.
    public init(logger: Logger) {
        self.logger = logger
    }

    /// Logs the start of a thread.
    public func threadDidStart(in pool: String, threads: Int) {
        logger.debug("thread started", metadata: metadata(pool, threads: threads))
    }

    /// Logs the end of a thread.
    public func threadWillEnd(in pool: String, threads: Int) {
        logger.debug("thread ends", metadata: metadata(pool, threads: threads))
    }

    /// Logs the rejection.
    public func taskWasRejected(by pool: String, because error: PoolError) {
        logger.warning("task rejected", error: error, metadata: metadata(pool))
    }

    /// Logs the task if it failed.
    public func taskDidRun(in pool: String, took: Duration, failure: (any Error)?) {
        guard let failure else { return }
        logger.warning("task failed", error: failure, metadata: metadata(pool))
    }

    /// Logs the failure.
    public func initializerDidFail(in pool: String, with error: any Error) {
        logger.error("initializer of a thread failed", error: error, metadata: metadata(pool))
    }

    private func metadata(_ pool: String, threads: Int? = nil) -> Logger.Metadata {
        var metadata: Logger.Metadata = ["pool": "\(pool)", "thread": "\(NativeThread.current.name)"]
        if let threads { metadata["threads"] = "\(threads)" }
        return metadata
    }
}
#endif
