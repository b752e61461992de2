// Part of swift-threading. Apache-2.0: see LICENSE.

/// Hooks that threads call at their start and end; see ``NativeThread/addHooks(atStart:atEnd:)``.
public struct ThreadHookRegistration: Sendable {
    let id: Int

    /// Takes the hooks back: threads that are started from now on do not call them.
    ///
    /// Those that were started before still do.
    ///
    /// **Python**: `threading.settrace(None)`.
    ///
    /// - Returns: whether they had not been taken back before.
    @discardableResult
    public func cancel() -> Bool { ThreadHooks.shared.remove(id) }
}
