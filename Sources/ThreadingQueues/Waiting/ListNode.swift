// Part of swift-threading. Apache-2.0: see LICENSE.

/// What can be in one ``NodeList``; guarded by whatever guards the list.
class ListNode {
    fileprivate var next: ListNode?
    fileprivate unowned var previous: ListNode?
    fileprivate(set) var isLinked = false
}

/// Nodes in the order in which they came; any of them leaves at once.
struct NodeList<Node: ListNode> {
    private var head: ListNode?
    private unowned var tail: ListNode?

    /// Sound: only nodes of this type are appended.
    var first: Node? { head.map { unsafe unsafeDowncast($0, to: Node.self) } }

    mutating func append(_ node: Node) {
        node.isLinked = true
        node.previous = tail
        if let tail { tail.next = node } else { head = node }
        tail = node
    }

    mutating func popFirst() -> Node? {
        guard let node = first else { return nil }
        remove(node)
        return node
    }

    /// Whether it was in the list.
    @discardableResult
    mutating func remove(_ node: Node) -> Bool {
        guard node.isLinked else { return false }
        node.isLinked = false
        let (previous, next) = (node.previous, node.next)
        if let previous { previous.next = next } else { head = next }
        if let next { next.previous = previous } else { tail = previous }
        node.next = nil
        node.previous = nil
        return true
    }
}
