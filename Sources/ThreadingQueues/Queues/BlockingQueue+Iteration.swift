// Part of swift-threading. Apache-2.0: see LICENSE.

extension BlockingQueue: Sequence {
    /// Takes elements until the queue is closed and empty.
    ///
    /// `Sendable`, so that what it returns is not tied to it, and may be handed on to another thread.
    public struct Iterator: IteratorProtocol, Sendable {
        @usableFromInline let queue: BlockingQueue

        /// Takes the next element, waiting for one.
        ///
        /// - Returns: the element; `nil` if the queue is closed and empty, or its storage fails.
        @available(*, noasync, message: "blocks the thread")
        @inlinable
        public mutating func next() -> Element? {
            try? queue.get()
        }
    }

    /// A loop over the queue takes its elements: each goes to one loop only, and the loop ends when the
    /// queue is closed and empty.
    ///
    /// It blocks while the queue is empty and open.
    @available(*, noasync, message: "blocks the thread")
    public final func makeIterator() -> Iterator {
        Iterator(queue: self)
    }
}
