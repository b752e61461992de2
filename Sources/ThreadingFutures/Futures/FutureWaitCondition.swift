// Part of swift-threading. Apache-2.0: see LICENSE.

/// What ``Future/wait(for:until:within:)`` waits for.
///
/// **Python**: the constants of `concurrent.futures.wait`.
public enum FutureWaitCondition: Sendable {
    /// One of them has ended or was cancelled.
    case firstDone

    /// One of them has failed, or all have ended. That one was cancelled is no failure.
    case firstFailed

    /// All of them have ended or were cancelled.
    case allDone
}
