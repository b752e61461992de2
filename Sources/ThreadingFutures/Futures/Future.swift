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
/// | ``AnyFuture/cancel()`` | `true`, unless it runs | `false` | `true` |
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
@safe
public final class Future<Value: Sendable>: AnyFuture, @unchecked Sendable {
    // Unchecked: as the class above says.

    /// A future that somebody writes.
    init() {
        // Of no pool, where priorities are.
        super.init(priority: 0)
    }

    /// A task of a pool, that is about to be submitted.
    @inlinable
    init(_ body: consuming sending @escaping () throws -> Value, priority: UInt8, of pool: __shared PoolWorkers) {
        // Compiled here for this type of value: what a class of its own overrides is compiled once for all types, and
        // looks up at run time, for each task, what it has to know of the type.
        super.init(priority: priority, of: pool) { future in
            // Sound: it is this one.
            unsafe unsafeDowncast(future, to: Future<Value>.self).perform()
        }
        keep(body)
    }

    deinit {
        switch contents {
        case .nothing: break
        case .body: unsafe place(for: Body.self).deinitialize(count: 1)
        case .value: unsafe place(for: Value.self).deinitialize(count: 1)
        case .boxedValue:
            let box = unsafe place(for: UnsafeMutablePointer<Value>.self).pointee
            unsafe box.deinitialize(count: 1)
            unsafe box.deallocate()
        case .error:
            let error = unsafe place(for: (any Error).self).move()
            if !state.isRead, !(error is FutureError) { UnreadFailures.report(error) }
        }
    }

    override func destroyBody() {
        guard contents == .body else { return }
        contents = .nothing
        unsafe place(for: Body.self).deinitialize(count: 1)
    }

    // MARK: For everybody

    /// Waits for the result.
    ///
    /// **Blocking**: until the work has ended or is cancelled.
    ///
    /// **Python**: `result()`.
    ///
    /// - Throws: what the work threw; ``FutureError`` if it was cancelled or its promise was dropped.
    /// - Returns: what the work returned.
    @available(*, noasync, message: "blocks the thread", renamed: "value")
    @inlinable
    public func result() throws -> Value {
        waitForEnd()
        if contents == .value { return unsafe place(for: Value.self).pointee }
        return try readOutcome.get()
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
        try outcome(by: Deadline(after: duration))?.get()
    }

    /// Waits for the result, or for an instant to come.
    ///
    /// - Parameter instant: when to give up.
    /// - Throws: what ``result()`` throws.
    /// - Returns: what the work returned; `nil` if it has not ended by then.
    @available(*, noasync, message: "blocks the thread", renamed: "value")
    public func result(until instant: ContinuousClock.Instant) throws -> Value? {
        try outcome(by: Deadline(instant))?.get()
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
        waitForEnd()
        return readOutcome
    }

    /// Waits for the result, or for the time to be over, and gives the error as a value.
    ///
    /// **Python**: `exception(timeout=…)`.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only looks.
    /// - Returns: what ``outcome()`` returns; `nil` if the work has not ended in time.
    @available(*, noasync, message: "blocks the thread", renamed: "value")
    public func outcome(for duration: Duration?) -> Result<Value, any Error>? {
        outcome(by: Deadline(after: duration))
    }

    /// Waits for the result, or for an instant to come, and gives the error as a value.
    ///
    /// - Parameter instant: when to give up.
    /// - Returns: what ``outcome()`` returns; `nil` if the work has not ended by then.
    @available(*, noasync, message: "blocks the thread", renamed: "value")
    public func outcome(until instant: ContinuousClock.Instant) -> Result<Value, any Error>? {
        outcome(by: Deadline(instant))
    }
}
