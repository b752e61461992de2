// Part of swift-threading. Apache-2.0: see LICENSE.

extension BlockingQueue {
    /// Takes the next element, waiting for one.
    ///
    /// **Blocking**: while the queue is empty and not closed.
    ///
    /// **Python**: `get()`.
    ///
    /// - Throws: ``QueueError/closed`` if the queue is closed and empty; ``QueueError/refused(_:)`` if its storage throws.
    /// - Returns: the element, which belongs to the caller.
    @available(*, noasync, message: "blocks the thread")
    @inlinable
    public final func get() throws(QueueError) -> sending Element {
        guard let element = try get(until: .never) else { Self.stopForNoElement() }
        return element
    }

    /// Takes the next element, waiting for one no longer than a time.
    ///
    /// **Python**: `get(timeout=…)`, which raises `Empty`.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only looks.
    /// - Throws: ``QueueError/closed`` if the queue is closed and empty; ``QueueError/refused(_:)``.
    /// - Returns: the element; `nil` if there was none in time.
    @available(*, noasync, message: "blocks the thread")
    @inlinable
    public final func get(for duration: Duration?) throws(QueueError) -> sending Element? {
        try get(until: QueueLimit(for: duration))
    }

    /// Takes the next element, waiting for one until an instant comes.
    ///
    /// - Parameter instant: when to give up.
    /// - Throws: ``QueueError/closed`` if the queue is closed and empty; ``QueueError/refused(_:)``.
    /// - Returns: the element; `nil` if there was none by then.
    @available(*, noasync, message: "blocks the thread")
    @inlinable
    public final func get(until instant: ContinuousClock.Instant) throws(QueueError) -> sending Element? {
        try get(until: QueueLimit(until: instant))
    }

    /// Takes the next element if there is one now.
    ///
    /// **Python**: `get_nowait()`, which raises `Empty`.
    ///
    /// - Throws: ``QueueError/closed`` if the queue is closed and empty; ``QueueError/refused(_:)``.
    /// - Returns: the element; `nil` if there is none now.
    @inlinable
    public final func getIfAvailable() throws(QueueError) -> sending Element? {
        try get(until: .immediate)
    }

    @inlinable @inline(__always)
    final func get(until limit: @autoclosure () -> QueueLimit) throws(QueueError) -> sending Element? {
        let element = try take(until: limit())
        // Sound: it was sent to the queue, and the queue no longer has it.
        nonisolated(unsafe) let sent = element
        return unsafe sent
    }
}
