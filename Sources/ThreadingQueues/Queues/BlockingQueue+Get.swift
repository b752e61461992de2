// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension BlockingQueue {
    /// Takes the first element, waiting for one.
    ///
    /// **Blocking**: while the queue is empty and not closed.
    ///
    /// **Python**: `get()`.
    ///
    /// - Throws: ``QueueError/closed`` if the queue is closed and empty.
    /// - Returns: the element, which belongs to the caller.
    @available(*, noasync, message: "blocks the thread")
    public func get() throws(QueueError) -> sending Element {
        guard let element = try get(until: .never) else {
            Misuse.stop("a wait without a deadline has timed out")
        }
        return element
    }

    /// Takes the first element, waiting for one no longer than a time.
    ///
    /// **Python**: `get(timeout=…)`, which raises `Empty`.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only looks.
    /// - Throws: ``QueueError/closed`` if the queue is closed and empty.
    /// - Returns: the element; `nil` if there was none in time.
    @available(*, noasync, message: "blocks the thread")
    public func get(for duration: Duration?) throws(QueueError) -> sending Element? {
        try get(until: Deadline(after: duration))
    }

    /// Takes the first element if there is one now.
    ///
    /// **Python**: `get_nowait()`, which raises `Empty`.
    ///
    /// - Throws: ``QueueError/closed`` if the queue is closed and empty.
    /// - Returns: the element; `nil` if there is none now.
    public func getIfAvailable() throws(QueueError) -> sending Element? {
        try get(until: .immediate)
    }

    private func get(until deadline: Deadline) throws(QueueError) -> sending Element? {
        lock.lock()
        defer { lock.unlock() }
        while true {
            if let element = removeFirst() {
                // Sound: it was sent to the queue, and the queue no longer has it.
                nonisolated(unsafe) let sent = element
                return unsafe sent
            }
            if closed { throw .closed }
            // At the deadline the queue has the last word: an element may have come without a notice.
            if deadline.isImmediate || !notEmpty.wait(releasing: lock, until: deadline) {
                if elements.isEmpty, !closed { return nil }
            }
        }
    }
}

extension BlockingQueue: Sequence {
    /// Takes elements until the queue is closed and empty.
    ///
    /// `Sendable`, so that what it returns is not tied to it, and may be handed on to another thread.
    public struct Iterator: IteratorProtocol, Sendable {
        let queue: BlockingQueue

        /// Takes the next element, waiting for one.
        ///
        /// - Returns: the element; `nil` if the queue is closed and empty.
        @available(*, noasync, message: "blocks the thread")
        public mutating func next() -> Element? {
            try? queue.get()
        }
    }

    /// A loop over the queue takes its elements: each goes to one loop only, and the loop ends when the
    /// queue is closed and empty.
    ///
    /// It blocks while the queue is empty and open.
    @available(*, noasync, message: "blocks the thread")
    public func makeIterator() -> Iterator {
        Iterator(queue: self)
    }
}
