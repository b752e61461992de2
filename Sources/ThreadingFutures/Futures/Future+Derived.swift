// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Threading

/// Futures that are made from others.
///
/// Each is a future of its own: cancelling it cancels what is still to be done for it, and leaves the one that it was
/// made from to whoever else wants that. Its body runs in the thread that ends that other future, after those who wait
/// for it have been released, or at once where it has ended; a body that takes long is better submitted to a pool.
extension Future {
    /// The future of what a body makes of the value.
    ///
    /// **Java**: `thenApply`. **Python**: there is none.
    ///
    /// - Parameter body: called with the value; not if there is none.
    /// - Returns: a future that fails with the error of this one, or with what the body throws.
    public func map<New: Sendable>(_ body: @escaping @Sendable (Value) throws -> New) -> Future<New> {
        derived { future, result in
            future.finish(result.flatMap { value in Result { try body(value) } })
        }
    }

    /// The future of the future that a body makes of the value.
    ///
    /// **Java**: `thenCompose`.
    ///
    /// - Parameter body: called with the value; not if there is none.
    /// - Returns: a future that ends as the body's future does, or fails with the error of this one.
    public func flatMap<New: Sendable>(_ body: @escaping @Sendable (Value) throws -> Future<New>) -> Future<New> {
        derived { future, result in
            switch result.flatMap({ value in Result { try body(value) } }) {
            case .success(let next): next.whenDone { future.finish($0) }
            case .failure(let error): future.finish(.failure(error))
            }
        }
    }

    /// The future that has another value in place of an error.
    ///
    /// **Java**: `exceptionally`.
    ///
    /// - Parameter body: called with the error, ``FutureError`` if there never was a result; not if there is a value.
    /// - Returns: a future that has the value of this one, or what the body returns, or fails with what it throws.
    public func recover(_ body: @escaping @Sendable (any Error) throws -> Value) -> Future<Value> {
        derived { future, result in
            switch result {
            case .success: future.finish(result)
            case .failure(let error): future.finish(Result { try body(error) })
            }
        }
    }

    /// The future that fails when this one takes too long.
    ///
    /// The work goes on. Use it for what is handed on; whoever waits passes the time to ``result(for:)``.
    ///
    /// **Java**: `orTimeout`.
    ///
    /// - Parameter duration: zero or less is at once; `nil` is never.
    /// - Returns: a future that ends as this one does, or fails with ``FutureError/timedOut``.
    public func timeout(after duration: Duration?) -> Future<Value> {
        let future: Future<Value> = derived { $0.finish($1) }
        guard !future.isDone else { return future }
        let timer = Timeout.schedule(after: duration, name: "timeout of a future") { [weak future] in
            _ = future?.finish(.failure(FutureError.timedOut))
        }
        future.observe(isReading: false) { _ in timer.cancel() }
        return future
    }

    /// A future that `end` ends, told of the end of this one, unless it is cancelled before.
    private func derived<New: Sendable>(
        _ end: @escaping @Sendable (Future<New>, Result<Value, any Error>) -> Void
    ) -> Future<New> {
        let future = Future<New>()
        future.adopt(DerivedWork(source: self))
        // Strong: whoever derives wants it to happen, whether or not they keep the future.
        observe { result in
            if future.claim() { end(future, result) }
        }
        return future
    }
}

/// The work of a future that is made from another: whoever waits for it helps with that.
private final class DerivedWork<Source: Sendable>: FutureWork {
    private let source: Future<Source>

    init(source: Future<Source>) {
        self.source = source
    }

    func help() { source.help() }

    func discard() {}
}
