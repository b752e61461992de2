// Part of swift-threading. Apache-2.0: see LICENSE.

/// What ``withThrowingThreads(name:policy:limit:deadline:_:)`` does when one of its threads fails.
public enum ThreadScopePolicy: Sendable {
    /// The others go on to their ends; then the scope throws.
    case waitForAll

    /// The others are asked to stop; when they have ended, the scope throws.
    ///
    /// **Python**: asyncio's `TaskGroup`; Go's `errgroup.WithContext`.
    case failFast
}
