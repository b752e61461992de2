// Part of swift-threading. Apache-2.0: see LICENSE.

/// Somebody who is told when a future has ended.
struct FutureObserver: Sendable {
    /// Whose it is, among those of its future.
    let number: UInt64
    let body: @Sendable (AnyFuture) -> Void
}
