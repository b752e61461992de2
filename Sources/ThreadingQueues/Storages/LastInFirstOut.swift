// Part of swift-threading. Apache-2.0: see LICENSE.

/// The storage of a ``BlockingStack``.
struct LastInFirstOut<Element>: QueueStorage {
    private var elements: [Element] = []

    var count: Int { elements.count }

    mutating func append(_ element: consuming sending Element) { elements.append(element) }

    mutating func removeNext() -> Element? { elements.popLast() }
}
