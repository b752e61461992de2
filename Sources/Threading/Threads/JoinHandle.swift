// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// The end of a thread that somebody may wait for, and the value that its body returned.
///
/// A handle may be copied, kept, dropped, and joined by many threads and many times. Dropping it does
/// not touch the thread.
///
/// | | still running | ended |
/// | --- | --- | --- |
/// | ``join()`` | blocks | the value, or throws |
/// | ``join(for:)``, ``join(until:)`` | blocks, `nil` at the deadline | the value, or throws |
/// | ``value`` | suspends the task | the value, or throws |
/// | ``isFinished`` | `false` | `true` |
///
/// **Ordering**: everything that the thread did is visible to whoever has joined it or has seen that
/// it is finished. What its body captured has been destroyed. Destructors of thread-specific data of C
/// libraries may still be running in it.
///
/// **Python**: `Thread.join`, which returns nothing, neither the value nor whether it timed out.
public struct JoinHandle<Value: Sendable, Failure: Error>: Sendable {
    private let state: JoinState<Value, Failure>

    init(_ state: JoinState<Value, Failure>) {
        self.state = state
    }

    /// The thread itself.
    public var thread: NativeThread { state.thread }

    /// Whether the body has returned or thrown.
    ///
    /// `true` is final; `false` may be stale on return.
    public var isFinished: Bool { !state.thread.isAlive }

    /// Waits for the thread to end.
    ///
    /// **Blocking**: until the body has returned; no spurious return.
    ///
    /// **Precondition**: a thread does not join itself: it would wait for ever.
    ///
    /// **Python**: `Thread.join()`.
    ///
    /// - Throws: what the body threw, each time.
    /// - Returns: what the body returned.
    @available(*, noasync, message: "blocks the thread", renamed: "value")
    @discardableResult
    public func join() throws(Failure) -> Value {
        // Waited for apart from the reading: to look up the type of a generic result is, to Thread Sanitizer, an
        // order among all threads that do.
        _ = state.thread.waitForEnd(until: .never)
        return try state.valueAfterEnd()
    }

    /// Waits for the thread to end, or for the time to be over.
    ///
    /// **Blocking**: as ``join()``, and never longer than `duration`.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only looks.
    /// - Throws: what the body threw.
    /// - Returns: what the body returned; `nil` if it has not ended yet.
    @available(*, noasync, message: "blocks the thread", renamed: "value")
    @discardableResult
    public func join(for duration: Duration?) throws(Failure) -> Value? {
        state.thread.waitForEnd(until: Deadline(after: duration)) ? try state.valueAfterEnd() : nil
    }

    /// Waits for the thread to end, or for an instant to come.
    ///
    /// - Parameter instant: when to give up.
    /// - Throws: what the body threw.
    /// - Returns: what the body returned; `nil` if it has not ended yet.
    @available(*, noasync, message: "blocks the thread", renamed: "value")
    @discardableResult
    public func join(until instant: ContinuousClock.Instant) throws(Failure) -> Value? {
        state.thread.waitForEnd(until: Deadline(instant)) ? try state.valueAfterEnd() : nil
    }

    /// What the body returned, for asynchronous code: suspends the task and blocks no thread.
    ///
    /// Cancelling the task does not end the wait, since it cannot end the thread.
    public var value: Value {
        get async throws(Failure) { try await state.value }
    }
}
