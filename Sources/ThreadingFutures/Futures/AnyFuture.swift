// Part of swift-threading. Apache-2.0: see LICENSE.

/// A future of whatever value, for lists of several kinds.
///
/// ```swift
/// for future in pool.shutdown(for: .seconds(10)).queued { future.cancel() }
/// ```
///
/// Only ``Future`` conforms. Where the kind is known, `as? Future<Page>` gives it back.
public protocol AnyFuture: AnyObject, Sendable {
    /// Whether there is a result, or will never be one.
    var isDone: Bool { get }

    /// Whether a worker is at it.
    var isRunning: Bool { get }

    /// Whether it was cancelled.
    var isCancelled: Bool { get }

    /// Cancels the work unless it has begun.
    ///
    /// - Returns: whether the future is cancelled now.
    @discardableResult
    func cancel() -> Bool
}

extension Future: AnyFuture {}
