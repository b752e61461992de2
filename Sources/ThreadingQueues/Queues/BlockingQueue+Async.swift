// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// The same for asynchronous code, which suspends its task where a thread would be blocked.
///
/// Tasks and threads that wait are notified in one order.
extension BlockingQueue {
    /// Takes the next element, waiting for one.
    ///
    /// A task that is cancelled while it waits takes nothing.
    ///
    /// - Throws: ``QueueError/closed`` if the queue is closed and empty, ``QueueError/refused(_:)`` if its storage
    ///   throws; `CancellationError` if the task is cancelled and there is no element.
    /// - Returns: the element, which belongs to the caller.
    public final func get() async throws -> sending Element {
        while true {
            if let element = try getIfAvailable() {
                // Sound: it was sent to the queue, and the queue no longer has it.
                nonisolated(unsafe) let sent = element
                return unsafe sent
            }
            if let rendezvous {
                switch await rendezvous.take() {
                case .element(let element):
                    // Sound: it was sent to the queue, and the queue no longer has it.
                    nonisolated(unsafe) let sent = element
                    return unsafe sent
                case .closed: throw QueueError.closed
                case .empty, .failed: throw CancellationError()
                }
            }
            let goesOn = await buffer.elementCame.nextChange { buffer.isReadyToTake }
            if !goesOn { throw CancellationError() }
        }
    }

    /// Puts an element at the end, waiting for room.
    ///
    /// A task that is cancelled while it waits puts nothing.
    ///
    /// - Parameter element: what to put; nobody else uses it any more.
    /// - Throws: what the blocking form throws; `CancellationError` if the task is cancelled and there is no room. The
    ///   element was then not put.
    public final func put(_ element: consuming sending Element) async throws {
        if let rendezvous, whenFull == .wait {
            if case .put = await rendezvous.put(element) { return }
            throw rendezvous.isClosed ? QueueError.closed : CancellationError() as any Error
        }
        while true {
            switch try attempt(element) {
            case .put:
                return
            case .rejected:
                if whenFull == .reject { throw QueueError.full }
                return
            case .full(let rejected):
                let goesOn = await buffer.roomCame.nextChange { buffer.isReadyToPut }
                if !goesOn { throw CancellationError() }
                element = rejected
            }
        }
    }

    /// Puts elements one after the other, waiting for room for each.
    ///
    /// - Parameter elements: what to put, the first first; nobody else uses them any more.
    /// - Throws: what the blocking form throws; `CancellationError` if the task is cancelled and there is no room. The
    ///   elements before were put; that one and those after it were not, and are destroyed.
    public final func put(contentsOf elements: consuming sending [Element]) async throws {
        // The last first: each leaves the array when it is put, so that whoever gets it is the only one to have it.
        var rest = elements
        rest.reverse()
        while let element = rest.popLast() {
            // Sound: it was sent to the queue, and is in the array no longer.
            nonisolated(unsafe) let sent = element
            try await unsafe put(sent)
        }
    }

    /// Takes what is there, waiting for the first element.
    ///
    /// A task that is cancelled while it waits takes nothing.
    ///
    /// - Parameter most: how many to take at the most; at least one.
    /// - Throws: what `get()` throws.
    /// - Returns: one element or more, in the order of the queue.
    public final func get(upTo most: Int) async throws -> sending [Element] {
        Misuse.unless(most > 0, "one element or more is taken from a queue, not \(most)")
        let first = try await get()
        let elements = takeMore(most - 1, after: first)
        // Sound: they were sent to the queue, and the queue no longer has them.
        nonisolated(unsafe) let sent = elements
        return unsafe sent
    }

    /// The elements for asynchronous code: takes them until the queue is closed and empty, or the task is cancelled.
    ///
    /// ```swift
    /// for await line in lines.elements { append(line) }
    /// ```
    public final var elements: Elements { Elements(queue: self) }

    /// Takes elements of a queue, for asynchronous code: each goes to one loop only.
    public struct Elements: AsyncSequence, Sendable {
        let queue: BlockingQueue

        /// Takes elements until the queue is closed and empty.
        public struct AsyncIterator: AsyncIteratorProtocol, Sendable {
            let queue: BlockingQueue

            /// Takes the next element, waiting for one.
            ///
            /// - Returns: the element; `nil` if the queue is closed and empty, or the task is cancelled.
            public mutating func next() async -> Element? {
                try? await queue.get()
            }
        }

        /// Begins to take elements.
        ///
        /// - Returns: what takes them.
        public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(queue: queue) }
    }
}
