// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension NativeThread {
    /// What the thread itself sees as ``StopToken/current``, unless it runs under another.
    public var stopToken: StopToken { StopToken(state: stop) }

    /// Asks the thread to stop.
    ///
    /// It ends if it looks at its ``StopToken``, or if it makes a wait end that takes heed. The end of the process
    /// asks every thread.
    ///
    /// **Blocking**: as ``StopSource/requestStop()``.
    ///
    /// **Python**: there is none (gh-43528).
    ///
    /// - Returns: whether this was the first request.
    @discardableResult
    public func requestStop() -> Bool { stop.request() }
}

extension JoinHandle {
    /// Asks the thread to stop, as ``NativeThread/requestStop()`` does.
    ///
    /// - Returns: whether this was the first request.
    @discardableResult
    public func requestStop() -> Bool { thread.requestStop() }
}
