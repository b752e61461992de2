// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// An action that waits for a request to stop; see ``StopToken/onStop(_:)``.
public struct StopRegistration: Sendable {
    let state: StopState?
    let id: Int

    /// Takes the action back.
    ///
    /// **Blocking**: if another thread is running the action, until it has returned: afterwards what the action uses may be
    /// closed. Called by the action itself, it does not wait.
    ///
    /// - Returns: whether the action was not called, and will not be.
    @discardableResult
    public func cancel() -> Bool {
        id != 0 && state?.remove(id) ?? false
    }
}
