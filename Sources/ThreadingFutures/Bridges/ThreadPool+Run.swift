// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Threading

extension ThreadPool {
    /// Has a body done by one of the pool's threads, and suspends the task until it is done: for asynchronous code that
    /// calls what blocks.
    ///
    /// ```swift
    /// let rows = try await database.run { try connection.query(text) }
    /// ```
    ///
    /// **Cancellation.** When the task is cancelled, a body that has not begun never does, and this throws a
    /// `CancellationError` at once. A body that has begun is asked to stop, by the token that its waits with a time and
    /// `StopToken.current` take heed of, and this waits for its end: nothing goes on behind the caller's back.
    ///
    /// **Python**: `loop.run_in_executor(pool, fn)`, whose work goes on unseen when the task is cancelled.
    ///
    /// - Parameters:
    ///   - priority: what waits with a higher one begins first; `nil` is the task's own.
    ///   - body: the work.
    /// - Throws: what the body throws; ``PoolError`` if the pool was shut down, is full and refuses work, or could get no
    ///   thread at all; `CancellationError`.
    /// - Returns: what the body returns.
    public func run<Value: Sendable>(
        priority: TaskPriority? = nil,
        _ body: sending @escaping () throws -> Value
    ) async throws -> Value {
        try Task.checkCancellation()
        let stop = StopSource()
        let future = Future(
            { try StopToken.withCurrent(stop.token, body) },
            priority: (priority ?? Task.currentPriority).rawValue,
            of: workers
        )
        // A place is not waited for: that would block one of the threads that tasks run on.
        workers.submit(future, isBounded: false)
        let end = FutureAwait()
        future.observe { _ in end.end() }
        await withTaskCancellationHandler {
            await end.waitToTheEnd()
        } onCancel: {
            if !future.cancel() { stop.requestStop() }
        }
        guard let result = future.settled() else { throw CancellationError() }
        if future.isCancelled { throw CancellationError() }
        return try result.get()
    }
}
