// Part of swift-threading. Apache-2.0: see LICENSE.

/// The writing end of a ``Future``.
///
/// ```swift
/// let promise = Promise<Int>()
/// library.onAnswer { answer in promise.succeed(answer) }
/// print(try promise.future.result())
/// ```
///
/// A promise is kept once; whoever comes later is told that it was too late. A promise that is dropped
/// without having been kept fails its future with ``FutureError/abandoned``, so that nobody waits for
/// ever.
///
/// **Python**: `Future()` made by hand, with `set_result` and `set_exception`.
public final class Promise<Value: Sendable>: Sendable {
    /// What is to be waited for.
    public let future = Future<Value>()

    /// Creates a promise with a future of its own.
    public init() {}

    deinit {
        _ = future.finish(.failure(FutureError.abandoned))
    }

    /// Gives the future its value.
    ///
    /// - Parameter value: what those who wait receive.
    /// - Returns: whether it was the first; `false` if the future had a result or was cancelled.
    @discardableResult
    public func succeed(_ value: Value) -> Bool {
        future.finish(.success(value))
    }

    /// Fails the future.
    ///
    /// - Parameter error: what those who wait have thrown at them.
    /// - Returns: whether it was the first; `false` if the future had a result or was cancelled.
    @discardableResult
    public func fail(_ error: any Error) -> Bool {
        future.finish(.failure(error))
    }
}
