// Part of swift-threading. Apache-2.0: see LICENSE.

#if Logging
public import Logging
public import Threading

extension NativeThread {
    /// Sends each error that leaves a thread, and that nobody has joined for, to a logger in place of standard error; with
    /// the package trait `Logging`.
    ///
    /// ```swift
    /// NativeThread.logUnhandledErrors(to: Logger(label: "threads"))
    /// ```
    ///
    /// The level is `error`, the metadata is `thread`, the thread's name, and `thread_id`. It sets
    /// `NativeThread.unhandledErrorHook`, which says when it is called; setting that to `nil` undoes it.
    ///
    /// **Python**: `threading.excepthook = lambda args: logger.error(…)`.
    ///
    /// - Parameter logger: what to log with.
    public static func logUnhandledErrors(to logger: Logger) {
        unhandledErrorHook = { thread, error in
            logger.error(
                "error in a thread",
                error: error,
                metadata: ["thread": "\(thread.name)", "thread_id": "\(thread.id)"]
            )
        }
    }
}
#endif
