// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension BlockingQueue {
    /// Takes what is there, waiting for the first element.
    ///
    /// For consumers that work faster on several at a time: rows of an insertion, lines of a write.
    ///
    /// **Blocking**: while the queue is empty and not closed; never for more than the first element.
    ///
    /// **Python**: there is none. **Java**: `drainTo`, which does not wait.
    ///
    /// - Parameter most: how many to take at the most; at least one.
    /// - Throws: ``QueueError/closed`` if the queue is closed and empty; ``QueueError/refused(_:)`` if its storage throws
    ///   before the first.
    /// - Returns: one element or more, in the order of the queue.
    @available(*, noasync, message: "blocks the thread")
    public final func get(upTo most: Int) throws(QueueError) -> sending [Element] {
        try get(upTo: most, until: .never)
    }

    /// Takes what is there, waiting for the first element no longer than a time.
    ///
    /// - Parameters:
    ///   - most: how many to take at the most; at least one.
    ///   - duration: `nil` waits for ever, zero or less only looks.
    /// - Throws: ``QueueError/closed`` if the queue is closed and empty; ``QueueError/refused(_:)``.
    /// - Returns: the elements, in the order of the queue; none if none came in time.
    @available(*, noasync, message: "blocks the thread")
    public final func get(upTo most: Int, for duration: Duration?) throws(QueueError) -> sending [Element] {
        try get(upTo: most, until: QueueLimit(for: duration))
    }

    /// Takes what is there, waiting for the first element until an instant comes.
    ///
    /// - Parameters:
    ///   - most: how many to take at the most; at least one.
    ///   - instant: when to give up.
    /// - Throws: ``QueueError/closed`` if the queue is closed and empty; ``QueueError/refused(_:)``.
    /// - Returns: the elements, in the order of the queue; none if none came by then.
    @available(*, noasync, message: "blocks the thread")
    public final func get(
        upTo most: Int,
        until instant: ContinuousClock.Instant
    ) throws(QueueError) -> sending [Element] {
        try get(upTo: most, until: QueueLimit(until: instant))
    }

    /// Takes what is there now.
    ///
    /// - Parameter most: how many to take at the most; at least one.
    /// - Throws: ``QueueError/closed`` if the queue is closed and empty; ``QueueError/refused(_:)``.
    /// - Returns: the elements, in the order of the queue; none if there are none.
    public final func getIfAvailable(upTo most: Int) throws(QueueError) -> sending [Element] {
        try get(upTo: most, until: .immediate)
    }

    private func get(upTo most: Int, until limit: QueueLimit) throws(QueueError) -> sending [Element] {
        Misuse.unless(most > 0, "one element or more is taken from a queue, not \(most)")
        guard let first = try get(until: limit) else { return [] }
        let elements = takeMore(most - 1, after: first)
        // Sound: they were sent to the queue, and the queue no longer has them.
        nonisolated(unsafe) let sent = elements
        return unsafe sent
    }

    /// What is there besides, up to a number.
    func takeMore(_ most: Int, after first: consuming Element) -> [Element] {
        var elements = [first]
        while elements.count <= most, case .element(let next) = buffer.tryTake() { elements.append(next) }
        return elements
    }
}
