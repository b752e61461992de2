// Part of swift-threading. Apache-2.0: see LICENSE.

/// A ``BlockingQueue`` that gives out the element that came last.
///
/// For work where what is newest matters most, or is still in the caches. What came early may wait for ever.
///
/// ```swift
/// let requests = BlockingStack<Request>(capacity: 100, whenFull: .reject)
/// ```
///
/// It has the operations of a queue, with the same promises; the order alone is another. Under the policy
/// ``QueueFullPolicy/dropOldest`` it keeps the newest: what drops is the lowest of the stack.
///
/// - Complexity: O(1) each.
///
/// **Python**: `queue.LifoQueue`.
public final class BlockingStack<Element>: BlockingQueue<Element>, @unchecked Sendable {
    // Unchecked: it adds nothing to a queue.

    /// Creates an empty stack.
    ///
    /// **Precondition**: a capacity is positive.
    ///
    /// - Parameters:
    ///   - capacity: how many elements fit in; without one, as many as memory holds.
    ///   - whenFull: what becomes of an element for which there is no room.
    ///   - name: what a timeline calls the stack.
    public override init(capacity: Int? = nil, whenFull: QueueFullPolicy = .wait, name: String? = nil) {
        super.init(storage: LastInFirstOut(), capacity: capacity, whenFull: whenFull, name: name)
    }
}
