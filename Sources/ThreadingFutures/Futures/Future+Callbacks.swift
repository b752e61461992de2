// Part of swift-threading. Apache-2.0: see LICENSE.

extension Future {
    /// Has a body called with the result, as soon as there is one.
    ///
    /// Bodies are called once each, in the order in which they were added, by the thread that ends the future, after
    /// those who wait have been released; a body that is added later is called at once, by the thread that adds it. No
    /// lock is held: a body may do what it likes, but a slow one keeps that thread, which may be one of a pool.
    ///
    /// **Python**: `add_done_callback(fn)`. There a callback that raises may end the pool's thread; here it cannot throw.
    ///
    /// - Parameter body: what to do with the value or the error; with ``FutureError/cancelled`` if it was cancelled.
    public func whenDone(_ body: @escaping @Sendable (Result<Value, any Error>) -> Void) {
        observe(body)
    }
}
