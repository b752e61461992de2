// Part of swift-threading. Apache-2.0: see LICENSE.

/// A ``BlockingQueue`` that gives out the least element, and of equal ones the one that came first.
///
/// ```swift
/// let jobs = BlockingPriorityQueue<Job> { $0.priority < $1.priority }
/// ```
///
/// It has the operations of a queue, with the same promises; the order alone is another. Under the policy
/// ``QueueFullPolicy/dropOldest`` it drops what came first, whatever its priority.
///
/// **Precondition**: the comparison does not use the queue. It is the one piece of your code that runs while the queue is
/// locked.
///
/// - Complexity: O(log *n*) comparisons each; O(*n*) to drop the oldest.
///
/// **Python**: `queue.PriorityQueue`, which gives out equal elements in any order, and keeps an element whose put
/// failed because it cannot be compared. Here a comparison that throws leaves nothing behind.
public final class BlockingPriorityQueue<Element>: BlockingQueue<Element>, @unchecked Sendable {
    // Unchecked: it adds nothing to a queue.

    /// Creates an empty queue with an order of its own.
    ///
    /// **Precondition**: a capacity is positive.
    ///
    /// - Parameters:
    ///   - capacity: how many elements fit in; without one, as many as memory holds.
    ///   - whenFull: what becomes of an element for which there is no room.
    ///   - name: what a timeline calls the queue.
    ///   - areInIncreasingOrder: whether the first is to be got before the second: a strict weak order, as for `sort`.
    ///     What it throws, `put(_:)` and `get()` throw as
    ///     ``QueueError/refused(_:)``.
    public init(
        capacity: Int? = nil,
        whenFull: QueueFullPolicy = .wait,
        name: String? = nil,
        by areInIncreasingOrder: @escaping @Sendable (Element, Element) throws -> Bool
    ) {
        super.init(storage: LeastFirst(by: areInIncreasingOrder), capacity: capacity, whenFull: whenFull, name: name)
    }
}

extension BlockingPriorityQueue where Element: Comparable & SendableMetatype {
    /// Creates an empty queue that gives out the least element first.
    ///
    /// **Precondition**: a capacity is positive.
    ///
    /// - Parameters:
    ///   - capacity: how many elements fit in; without one, as many as memory holds.
    ///   - whenFull: what becomes of an element for which there is no room.
    ///   - name: what a timeline calls the queue.
    public convenience init(capacity: Int? = nil, whenFull: QueueFullPolicy = .wait, name: String? = nil) {
        self.init(capacity: capacity, whenFull: whenFull, name: name) { $0 < $1 }
    }
}
