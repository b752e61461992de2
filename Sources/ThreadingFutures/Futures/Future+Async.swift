// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension Future {
    /// The result, for asynchronous code: suspends the task and blocks no thread.
    ///
    /// Cancelling the task ends the wait, with a `CancellationError`, and not the work: others may wait for it. Call
    /// ``AnyFuture/cancel()`` to end that.
    ///
    /// **Python**: `asyncio.wrap_future(future)`, which cancels the work as well.
    public var value: Value {
        get async throws {
            let waiting = FutureAwait()
            let number = observe { _ in waiting.end() }
            await waiting.wait()
            if let result = settled() { return try result.get() }
            if let number { removeObserver(number) }
            throw CancellationError()
        }
    }

    /// Creates a future of what asynchronous code returns or throws: for threads that want to wait for a task.
    ///
    /// ```swift
    /// let reply = Future { try await client.get(url) }
    /// print(try reply.result(for: .seconds(10)) ?? "no reply")
    /// ```
    ///
    /// ``AnyFuture/cancel()`` cancels the task, and releases those who wait at once.
    ///
    /// **Python**: `asyncio.run_coroutine_threadsafe(coroutine, loop)`.
    ///
    /// - Parameter body: runs in a task of its own.
    public convenience init(_ body: sending @escaping () async throws -> Value) {
        self.init()
        // Strong: the future lives until its task has ended, and tells of an error that nobody reads.
        let task = Task { [self] in
            let result: Result<Value, any Error>
            do {
                result = .success(try await body())
            } catch {
                result = .failure(error)
            }
            finish(result)
        }
        adopt(FutureTask(task))
    }
}

/// A task as the work of a future: it does itself, and can be cancelled.
private final class FutureTask: FutureWork {
    private let task: Task<Void, Never>

    init(_ task: Task<Void, Never>) {
        self.task = task
    }

    func help() {}

    func discard() { task.cancel() }
}
