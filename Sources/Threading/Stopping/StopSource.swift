// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Asks others to stop: whoever holds it can trip the ``token`` that those others look at.
///
/// Every thread has a source of its own behind ``NativeThread/requestStop()``. Make one to stop several threads at
/// once, a part of a thread's work, or what is not a thread.
///
/// ```swift
/// let search = StopSource(linkedTo: .current)       // also when this thread is asked to stop
/// for part in parts {
///     NativeThread.spawn {
///         StopToken.withCurrent(search.token) {
///             if let found = look(in: part) { answer.set(found); search.requestStop() }
///         }
///     }
/// }
/// ```
///
/// **Ordering**: what was done before the request is visible to whoever has seen it.
///
/// **Python**: there is none. C++20 has `std::stop_source`, .NET `CancellationTokenSource`.
public final class StopSource: Sendable {
    private let state = StopState()
    private let links: [StopRegistration]

    /// Creates a source that nobody has tripped.
    ///
    /// - Parameter tokens: a request to any of them is one to this source, too, for as long as this object lives.
    public init(linkedTo tokens: StopToken...) {
        links = tokens.map { [state] token in token.onStop { state.request() } }
    }

    deinit {
        for link in links { link.cancel() }
    }

    /// What those look at who are to stop.
    public var token: StopToken { StopToken(state: state) }

    /// Whether somebody has asked to stop.
    public var isStopRequested: Bool { state.isRequested }

    /// Asks to stop: wakes who waits and takes heed, then calls the actions of ``StopToken/onStop(_:)``.
    ///
    /// **Blocking**: until every thread that slept and took heed has woken up, and the actions have returned. It does
    /// not wait for what they do then.
    ///
    /// - Returns: whether this was the first request; the others change nothing.
    /// - Complexity: O(*n*) in the threads that wait and the actions.
    @discardableResult
    public func requestStop() -> Bool { state.request() }

    /// Asks to stop when a time has passed: a deadline for all that happens under the ``token``.
    ///
    /// - Parameter duration: zero or less is at once, but not within this call.
    /// - Returns: the timer that asks; cancel it when the work is done in time. It does not keep the source alive.
    @discardableResult
    public func requestStop(after duration: Duration) -> Timeout {
        Timeout.schedule(after: duration, name: "deadline of a stop source") { [weak state] in
            _ = state?.request()
        }
    }
}
