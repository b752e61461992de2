// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// An action that waits for the end of the process; see ``NativeThread/atExit(_:)``.
///
/// It may be copied, and dropped: that does not take the action back.
public struct ExitHook: Sendable {
    /// `nil` in an exploration.
    private let id: Int?

    init(id: Int?) {
        self.id = id
    }

    /// Takes the action back, and destroys what it has captured.
    ///
    /// **Blocking**: never; if it is being called, that goes on.
    ///
    /// - Returns: whether this call has kept it from being called.
    @discardableResult
    public func remove() -> Bool {
        guard let id else { return false }
        return ProcessExit.shared.removeHook(id)
    }
}

extension NativeThread {
    /// Calls an action when the process leaves through the end of `main` or `exit`, before it waits for threads.
    ///
    /// This is the place to tell threads that it is time to end: to close a queue, to set an event. The system's own
    /// `atexit` is too late for that if it was called before the first thread was started, since those handlers run when
    /// all threads have been joined.
    ///
    /// ```swift
    /// let jobs = BlockingQueue<Job>()
    /// let worker = NativeThread.spawn { for job in jobs { run(job) } }
    /// NativeThread.atExit { jobs.close() }
    /// ```
    ///
    /// Actions are called one after the other, the latest first, by the thread that leaves. One that is added while they
    /// are being called is called next. When all have been called, the threads are joined; an action that one of them
    /// adds from then on is called at once, in the call that adds it. An action should not take long:
    /// ``exitDeadline`` does not cut it off.
    ///
    /// **Threads that are started meanwhile**, by an action or by a thread that is waited for, are joined like the
    /// others. What the system does afterwards, such as `atexit` handlers that were there before the first thread, may
    /// still start threads, and join them; nobody else does.
    ///
    /// **Signals.** Ctrl-C ends a process at once, in the middle of the joining too, and no action is called, unless the
    /// program handles `SIGINT`. A handler does not disturb the joining: it goes on when the handler has returned. A
    /// program that ends properly at the first Ctrl-C should give the signal its default back there, so that
    /// a second one ends the process at once.
    ///
    /// **In an exploration** the action is never called: the process does not end with a schedule.
    ///
    /// **Python**: the private `threading._register_atexit` (gh-86128), which refuses actions once the end has begun.
    ///
    /// - Parameter action: what to do.
    /// - Returns: what takes it back. It may be dropped.
    /// - Complexity: O(1); O(*n*) to take it back.
    @discardableResult
    public static func atExit(_ action: sending @escaping () -> Void) -> ExitHook {
        if Seam.current != nil { return ExitHook(id: nil) }
        return ExitHook(id: ProcessExit.shared.addHook(action))
    }
}
