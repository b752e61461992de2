// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A value that will be there later: the result of work that another thread does.
///
/// ```swift
/// let page = pool.submit { try load(url) }
/// print(try page.result())              // from a thread
/// print(try await page.value)           // from asynchronous code
/// page.map(\.count).whenDone { print($0) }
/// ```
///
/// | | no result yet | finished | cancelled |
/// | --- | --- | --- | --- |
/// | ``result()`` | blocks | the value, or throws | throws `FutureError.cancelled` |
/// | ``result(for:)``, ``result(until:)`` | blocks, `nil` at the deadline | the value, or throws | throws |
/// | ``outcome()`` | blocks | the value or the error | `FutureError.cancelled` |
/// | ``outcome(for:)``, ``outcome(until:)`` | blocks, `nil` at the deadline | the same | the same |
/// | ``value`` | suspends the task | the value, or throws | throws |
/// | ``whenDone(_:)`` | called at the end | called at once | called at once |
/// | ``cancel()`` | `true`, unless it runs | `false` | `true` |
///
/// A future is read as often and by as many as like. It is written by a ``Promise`` or by a
/// ``ThreadPool``. That the time of a wait was over is `nil` and can not be taken for an error of the
/// work.
///
/// **Waiting helps.** A task of a pool that waits for another of the same pool which nobody has begun does it itself. So
/// tasks may wait for tasks of their own pool, as long as none waits for one that waits for it.
///
/// **Unread errors.** An error that nobody has asked for, by any of these ways, when the future is dropped is reported:
/// see ``UnreadFailures``.
///
/// **Ordering**: what the work did is visible to whoever has its result.
///
/// **Python**: `concurrent.futures.Future`.
public final class Future<Value: Sendable>: @unchecked Sendable {
    // Unchecked: every `var` is guarded by `lock`.
    private let lock = LockWord()
    private let done = WaiterQueue(.future)
    private var machine = FutureStateMachine<Value>()

    /// In the order in which they came.
    private var observers: [FutureObserver<Value>] = []
    private var lastObserver: UInt64 = 0

    /// Nil as soon as somebody does it, or nobody will.
    private var work: (any FutureWork)?

    /// Whether anybody has asked what became of it.
    private var wasRead = false

    init() {}

    deinit {
        if !wasRead, case .failure(let error) = machine.result, !(error is FutureError) { UnreadFailures.report(error) }
    }

    /// Waits for the result.
    ///
    /// **Blocking**: until the work has ended or is cancelled.
    ///
    /// **Python**: `result()`.
    ///
    /// - Throws: what the work threw; ``FutureError`` if it was cancelled or its promise was dropped.
    /// - Returns: what the work returned.
    @available(*, noasync, message: "blocks the thread", renamed: "value")
    public func result() throws -> Value {
        try outcome().get()
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

    /// Waits for the result, and gives the error as a value.
    ///
    /// **Blocking**: until the work has ended or is cancelled.
    ///
    /// **Python**: `exception()`, for the error alone.
    ///
    /// - Returns: what the work returned or threw; ``FutureError`` if it was cancelled or its promise was dropped.
    @available(*, noasync, message: "blocks the thread", renamed: "value")
    public func outcome() -> Result<Value, any Error> {
        guard let result = wait(until: .never) else {
            Misuse.stop("a wait without a deadline has timed out")
        }
        return result
    }

    /// Waits for the result, or for the time to be over, and gives the error as a value.
    ///
    /// **Python**: `exception(timeout=…)`.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only looks.
    /// - Returns: what ``outcome()`` returns; `nil` if the work has not ended in time.
    @available(*, noasync, message: "blocks the thread", renamed: "value")
    public func outcome(for duration: Duration?) -> Result<Value, any Error>? {
        wait(until: Deadline(after: duration))
    }

    /// Waits for the result, or for an instant to come, and gives the error as a value.
    ///
    /// - Parameter instant: when to give up.
    /// - Returns: what ``outcome()`` returns; `nil` if the work has not ended by then.
    @available(*, noasync, message: "blocks the thread", renamed: "value")
    public func outcome(until instant: ContinuousClock.Instant) -> Result<Value, any Error>? {
        wait(until: Deadline(instant))
    }

    /// Cancels the work unless it has begun.
    ///
    /// Work that has begun is never interrupted. What cancelled work has captured is destroyed within this call.
    ///
    /// **Python**: `cancel()`; here those who wait are released at once.
    ///
    /// - Returns: whether the future is cancelled now.
    @discardableResult
    public func cancel() -> Bool {
        lock.lock()
        let leaving = machine.isPending ? work : nil
        lock.unlock()
        let cancellation = change({ $0.cancel(mustLetGo: leaving != nil) }, endsIf: { $0 == .cancelled })
        guard cancellation == .cancelling else { return cancellation != .tooLate }
        leaving?.discard()
        change({ $0.endCancelling() }, endsIf: { true })
        return true
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

    /// Says whose result this is.
    ///
    /// Before anybody else knows of the future.
    func adopt(_ work: any FutureWork) {
        lock.lock()
        defer { lock.unlock() }
        self.work = work
    }

    /// Whether the work is the caller's to do.
    func claim() -> Bool {
        change({ $0.claim() }, endsIf: { _ in false })
    }

    /// Whether this is the result.
    @discardableResult
    func finish(_ result: Result<Value, any Error>) -> Bool {
        change({ $0.finish(result) }, endsIf: { $0 })
    }

    // MARK: For those who wait

    /// Does the work, if nobody has begun it and this thread may.
    func help() {
        lock.lock()
        let work = work
        lock.unlock()
        work?.help()
    }

    func wait(until deadline: Deadline) -> Result<Value, any Error>? {
        lock.lock()
        if machine.result == nil, !deadline.isImmediate, let work {
            lock.unlock()
            work.help()
            lock.lock()
        }
        defer { lock.unlock() }
        while true {
            if let result = machine.result {
                wasRead = true
                return result
            }
            // At the deadline the future has the last word.
            if !deadline.isImmediate, done.wait(releasing: lock, until: deadline) { continue }
            if machine.result != nil { wasRead = true }
            return machine.result
        }
    }

    /// Has the observer told of the end.
    ///
    /// - Parameters:
    ///   - isReading: whether this is to ask what became of it.
    ///   - body: called once, by the thread that ends the future, without a lock.
    /// - Returns: by which to remove it; nil if the future has ended, and the body was called.
    @discardableResult
    func observe(isReading: Bool = true, _ body: @escaping @Sendable (Result<Value, any Error>) -> Void) -> UInt64? {
        lock.lock()
        if isReading { wasRead = true }
        if let result = machine.result {
            lock.unlock()
            body(result)
            return nil
        }
        lastObserver += 1
        let number = lastObserver
        observers.append(FutureObserver(number: number, body: body))
        lock.unlock()
        return number
    }

    /// Whether the observer was there, and will not be told.
    @discardableResult
    func removeObserver(_ number: UInt64) -> Bool {
        lock.lock()
        let index = observers.firstIndex { $0.number == number }
        let removed = index.map { observers.remove(at: $0) }
        lock.unlock()
        return removed != nil
    }

    /// What became of it, for those who were told that it has ended.
    func settled() -> Result<Value, any Error>? {
        lock.lock()
        defer { lock.unlock() }
        if machine.result != nil { wasRead = true }
        return machine.result
    }

    private func read<R>(_ question: (FutureStateMachine<Value>) -> R) -> R {
        lock.lock()
        defer { lock.unlock() }
        return question(machine)
    }

    /// Changes the state under the lock, and at the end releases all that wait: threads under the lock, which they
    /// need next anyway; then observers, in their order and without the lock, since they run foreign code.
    private func change<R>(_ step: (inout FutureStateMachine<Value>) -> R, endsIf isEnd: (R) -> Bool) -> R {
        lock.lock()
        let answer = step(&machine)
        var told: [FutureObserver<Value>] = []
        // Nobody needs to be helped with what has begun. It is not let go of under the lock.
        let leaving = machine.isPending ? nil : work
        if !machine.isPending { work = nil }
        let result = isEnd(answer) ? machine.result : nil
        if result != nil {
            done.notifyAll(holding: lock)
            swap(&told, &observers)
        }
        lock.unlock()
        withExtendedLifetime(leaving) {}
        if let result {
            for observer in told { observer.body(result) }
        }
        return answer
    }
}
