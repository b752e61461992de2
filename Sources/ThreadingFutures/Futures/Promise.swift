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
/// That nobody wants the value any more, because the future was cancelled, is seen by ``begin()``, or told by
/// ``Future/whenDone(_:)``.
///
/// **Python**: `Future()` made by hand, with `set_result` and `set_exception`.
public final class Promise<Value: Sendable>: Sendable {
    /// What is to be waited for.
    public let future = Future<Value>()

    /// Creates a promise with a future of its own.
    public init() {}

    deinit {
        future.finish(.failure(FutureError.abandoned))
    }

    /// Says that the work begins, so that the future cannot be cancelled any more.
    ///
    /// It need not be said: a promise can be kept at once.
    ///
    /// **Python**: `set_running_or_notify_cancel()`.
    ///
    /// - Returns: whether to begin; `false` if the future was cancelled, has ended, or this was called before.
    public func begin() -> Bool {
        future.claim()
    }

    /// Gives the future its value.
    ///
    /// **Python**: `set_result(value)`, which raises where this is `false`.
    ///
    /// - Parameter value: what those who wait receive.
    /// - Returns: whether it was the first; `false` if the future had a result or was cancelled.
    @discardableResult
    public func succeed(_ value: Value) -> Bool {
        future.finish(.success(value))
    }

    /// Fails the future.
    ///
    /// **Python**: `set_exception(error)`, which raises where this is `false`.
    ///
    /// - Parameter error: what those who wait have thrown at them.
    /// - Returns: whether it was the first; `false` if the future had a result or was cancelled.
    @discardableResult
    public func fail(_ error: any Error) -> Bool {
        future.finish(.failure(error))
    }

    /// Gives the future its value or its error.
    ///
    /// - Parameter result: what those who wait receive.
    /// - Returns: whether it was the first; `false` if the future had a result or was cancelled.
    @discardableResult
    public func complete(with result: Result<Value, any Error>) -> Bool {
        future.finish(result)
    }
}
