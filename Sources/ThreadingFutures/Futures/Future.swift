// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A value that will be there later: the result of work that another thread does.
///
/// ```swift
/// let page = pool.submit { try load(url) }
/// print(try page.result())              // from a thread
/// print(try await page.value)           // from asynchronous code
/// ```
///
/// | | no result yet | finished | cancelled |
/// | --- | --- | --- | --- |
/// | ``result()`` | blocks | the value, or throws | throws `FutureError.cancelled` |
/// | ``result(for:)``, ``result(until:)`` | blocks, `nil` at the deadline | the value, or throws | throws |
/// | ``value`` | suspends the task | the value, or throws | throws |
/// | ``cancel()`` | `true`, unless it runs | `false` | `true` |
///
/// A future is read as often and by as many as like. It is written by a ``Promise`` or by a
/// ``ThreadPool``. That the time of a wait was over is `nil` and can not be taken for an error of the
/// work.
///
/// **Ordering**: what the work did is visible to whoever has its result.
///
/// **Python**: `concurrent.futures.Future`.
public final class Future<Value: Sendable>: @unchecked Sendable {
    // Unchecked: both variables are guarded by `lock`.
    private let lock = LockWord()
    private let done = WaiterQueue(.future)
    private var machine = FutureStateMachine<Value>()
    private var continuations: [CheckedContinuation<Void, Never>] = []

    init() {}

    /// Waits for the result.
    ///
    /// **Blocking**: until the work has ended or is cancelled. In a task of a pool it must not wait for
    /// a future of the same pool: when every worker does so, nobody is left to do the work.
    ///
    /// **Python**: `result()`.
    ///
    /// - Throws: what the work threw; ``FutureError`` if it was cancelled or its promise was dropped.
    /// - Returns: what the work returned.
    @available(*, noasync, message: "blocks the thread", renamed: "value")
    public func result() throws -> Value {
        guard let result = wait(until: .never) else {
            Misuse.stop("a wait without a deadline has timed out")
        }
        return try result.get()
    }

    /// Waits for the result, or for the time to be over.
    ///
    /// **Python**: `result(timeout=…)`, whose `TimeoutError` cannot be told from the work's own.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only looks.
    /// - Throws: what ``result()`` throws.
    /// - Returns: what the work returned; `nil` if it has not ended in time.
    @available(*, noasync, message: "blocks the thread", renamed: "value")
    public func result(for duration: Duration?) throws -> Value? {
        try wait(until: Deadline(after: duration))?.get()
    }

    /// Waits for the result, or for an instant to come.
    ///
    /// - Parameter instant: when to give up.
    /// - Throws: what ``result()`` throws.
    /// - Returns: what the work returned; `nil` if it has not ended by then.
    @available(*, noasync, message: "blocks the thread", renamed: "value")
    public func result(until instant: ContinuousClock.Instant) throws -> Value? {
        try wait(until: Deadline(instant))?.get()
    }

    /// The result, for asynchronous code: suspends the task and blocks no thread.
    ///
    /// Cancelling the task neither ends the wait nor cancels the work.
    public var value: Value {
        get async throws {
            await withCheckedContinuation { continuation in
                lock.lock()
                let isDone = machine.result != nil
                if !isDone { continuations.append(continuation) }
                lock.unlock()
                if isDone { continuation.resume() }
            }
            guard let result = read({ $0.result }) else { Misuse.stop("a future is done without a result") }
            return try result.get()
        }
    }

    /// Cancels the work unless it has begun.
    ///
    /// Work that has begun is never interrupted.
    ///
    /// **Python**: `cancel()`; here those who wait are released at once.
    ///
    /// - Returns: whether the future is cancelled now.
    @discardableResult
    public func cancel() -> Bool {
        let cancellation = change({ $0.cancel() }, releasingIf: { $0 == .cancelled })
        return cancellation != .tooLate
    }

    /// Whether there is a result, or will never be one.
    ///
    /// `true` is final.
    public var isDone: Bool { read { $0.result != nil } }

    /// Whether a worker is at it.
    ///
    /// Stale on return.
    public var isRunning: Bool { read { $0.isRunning } }

    /// Whether it was cancelled.
    ///
    /// `true` is final.
    public var isCancelled: Bool { read { $0.isCancelled } }

    // MARK: For those who write it

    func claim() -> Bool {
        change({ $0.claim() }, releasingIf: { _ in false })
    }

    func finish(_ result: Result<Value, any Error>) -> Bool {
        change({ $0.finish(result) }, releasingIf: { $0 })
    }

    private func wait(until deadline: Deadline) -> Result<Value, any Error>? {
        lock.lock()
        defer { lock.unlock() }
        while true {
            if let result = machine.result { return result }
            if deadline.isImmediate || !done.wait(releasing: lock, until: deadline) { return machine.result }
        }
    }

    private func read<R>(_ question: (FutureStateMachine<Value>) -> R) -> R {
        lock.lock()
        defer { lock.unlock() }
        return question(machine)
    }

    /// Changes the state under the lock, and releases all that wait where that is called for: threads
    /// under the lock, which they need next anyway; tasks after it, since that runs foreign code.
    private func change<R>(
        _ step: (inout FutureStateMachine<Value>) -> R,
        releasingIf isEnd: (R) -> Bool
    ) -> R {
        lock.lock()
        let answer = step(&machine)
        var suspended: [CheckedContinuation<Void, Never>] = []
        if isEnd(answer) {
            done.notifyAll(holding: lock)
            swap(&suspended, &continuations)
        }
        lock.unlock()
        for continuation in suspended { continuation.resume() }
        return answer
    }
}
