// Part of swift-threading. Apache-2.0: see LICENSE.

internal import DequeModule

/// The storage of a ``BlockingStack``.
struct LastInFirstOut<Element>: QueueStorage {
    // No array, for the sake of the oldest.
    private var elements = Deque<Element>()

    var count: Int { elements.count }

    mutating func append(_ element: consuming sending Element) { elements.append(element) }

    mutating func removeNext() -> Element? { elements.popLast() }

    mutating func removeOldest() -> Element? { elements.popFirst() }
}
