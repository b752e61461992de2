// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension NativeThread {
    /// What is called with a thread and the error that has left its body, if nobody asks for that.
    public typealias UnhandledErrorHook = @Sendable (NativeThread, any Error) -> Void

    /// Called for each error that leaves the body of a thread and that nobody has joined for; `nil`, the default, is
    /// ``defaultUnhandledErrorHook``.
    ///
    /// ```swift
    /// NativeThread.unhandledErrorHook = { thread, error in
    ///     logger.error("\(thread.name) failed: \(error)")
    /// }
    /// ```
    ///
    /// It is called once for an error: when the last handle to the thread is dropped, or at the end of the process, after
    /// the threads have ended. That is on the failing thread itself, if the handle was dropped before its end; else on the
    /// thread that drops the handle. It may come after the thread's end, and does not change what a join does. The hook is
    /// called without any lock and may use everything here. A daemon is cut off in it, too.
    ///
    /// In an exploration of interleavings such an error is a failure of the test, and the hook is not called.
    ///
    /// **Python**: `threading.excepthook`, which is called at once, whether or not anybody joins, since a join does
    /// not tell of the error.
    public static var unhandledErrorHook: UnhandledErrorHook? {
        get { Seam.aside { UnreadFailures.shared.hook } }
        set { Seam.aside { UnreadFailures.shared.hook = newValue } }
    }

    /// Writes the name of the thread and the error to standard error, as is done without a hook: for hooks that do
    /// something besides.
    ///
    /// **Python**: `threading.__excepthook__`.
    public static let defaultUnhandledErrorHook: UnhandledErrorHook = { thread, error in
        SystemProcess.writeError(UnreadFailures.line(error, of: thread))
    }
}
