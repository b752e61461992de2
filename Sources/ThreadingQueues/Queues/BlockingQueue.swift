// Part of swift-threading. Apache-2.0: see LICENSE.

internal import DequeModule
internal import ThreadingCore

/// A first-in, first-out queue that passes elements from threads to threads, and makes them wait where
/// they must.
///
/// Producers put, consumers get; neither locks anything. With a capacity, producers that are faster
/// than the consumers wait, so memory stays bounded. When the producers are done they close the queue,
/// and every consumer's loop ends after the last element: there is no pill to send and no daemon to
/// cut off.
///
/// ```swift
/// let lines = BlockingQueue<String>(capacity: 100)
/// let writer = NativeThread.spawn { for line in lines { append(line) } }
/// try lines.put("hello")
/// lines.close()
/// writer.join()
/// ```
///
/// | | fails | answers at once | blocks | gives up in time |
/// | --- | --- | --- | --- | --- |
/// | insert | `QueueError.closed` | ``putIfAvailable(_:)`` | ``put(_:)`` | ``put(_:for:)`` |
/// | remove | `QueueError.closed` | ``getIfAvailable()`` | ``get()`` | ``get(for:)`` |
/// | remove all | ends the loop | – | `for element in queue` | – |
/// | all done | – | ``unfinishedTasks`` | ``join()`` | ``join(for:)`` |
///
/// Elements need not be `Sendable`: they are sent, so whoever puts one does not use it any more.
///
/// **Blocking**: ``put(_:)`` until there is room, ``get()`` until there is an element, and both until the
/// queue is closed. Threads that wait are notified in the order in which they came, but one that runs may
/// be faster than one that was just woken, which then waits anew.
///
/// **Ordering**: what was done before an element was put is visible to whoever gets it.
///
/// - Complexity: O(1) each; an unbounded queue grows now and then.
///
/// **Python**: `queue.Queue`. Closing is its `shutdown()`.
public final class BlockingQueue<Element>: @unchecked Sendable {
    // Unchecked: every `var` is touched under `lock` only, and an element belongs to nobody else while
    // it is in the queue, since it was sent.

    /// How many elements fit in; `nil` is as many as memory holds.
    public let capacity: Int?

    let lock = LockWord()
    let notEmpty = WaiterQueue(.queue)
    let notFull = WaiterQueue(.queue)
    let allDone = WaiterQueue(.queue)
    private(set) var elements = Deque<Element>()
    private(set) var closed = false
    var unfinished = 0

    /// Whether observers are told how many elements there are: whether there were any when the queue was made.
    private let isObserved = Observation.isHeard

    /// Creates an empty queue.
    ///
    /// **Precondition**: a capacity is positive.
    ///
    /// - Parameters:
    ///   - capacity: how many elements fit in; without one, as many as memory holds.
    ///   - name: what a timeline calls the queue.
    public init(capacity: Int? = nil, name: String? = nil) {
        Misuse.unless(capacity.map { $0 > 0 } ?? true, "a queue has room for one element or more, not \(capacity ?? 0)")
        self.capacity = capacity
        if isObserved {
            QueueNaming.tell(
                name,
                of: lock.identity,
                notEmpty: notEmpty.identity,
                notFull: notFull.identity,
                allDone: allDone.identity
            )
        }
    }

    // MARK: Under the lock

    var hasRoom: Bool { capacity.map { elements.count < $0 } ?? true }

    func append(_ element: consuming Element) {
        elements.append(element)
        unfinished += 1
        tellDepth()
        notEmpty.notify(holding: lock)
    }

    func removeFirst() -> Element? {
        guard let element = elements.popFirst() else { return nil }
        tellDepth()
        notFull.notify(holding: lock)
        return element
    }

    /// Closes the queue for elements to come.
    func markClosed() {
        closed = true
        notEmpty.notifyAll(holding: lock)
        notFull.notifyAll(holding: lock)
    }

    func removeAll() -> [Element] {
        let dropped = Array(elements)
        elements = []
        tellDepth()
        return dropped
    }

    /// Under the lock, so that it is told in the order in which it came to be so.
    private func tellDepth() {
        if isObserved { Observation.tell { $0.queue(lock.identity, hasDepth: elements.count) } }
    }
}
