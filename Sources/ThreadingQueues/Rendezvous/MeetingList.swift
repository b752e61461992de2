// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// The nodes of one side of a ``MeetingPlace``, in the order in which they came; guarded by its lock.
///
/// Safe as a type: each node that is linked is there, since it leaves before it goes.
@safe
struct MeetingList<Word: MeetingWord & ~Copyable>: ~Copyable {
    typealias Node = UnsafeMutablePointer<MeetingNode<Word>>

    private var first: Node?
    private var last: Node?

    init() {
        unsafe first = nil
        unsafe last = nil
    }

    var isEmpty: Bool { unsafe first == nil }

    mutating func append(_ node: Node) {
        unsafe node.pointee.isLinked = true
        unsafe node.pointee.next = nil
        unsafe node.pointee.previous = last
        if let last = unsafe last { unsafe last.pointee.next = node } else { unsafe first = node }
        unsafe last = node
    }

    mutating func popFirst() -> Node? {
        guard let node = unsafe first else { return nil }
        unsafe CacheLine.fetchForChange(node)
        let next = unsafe node.pointee.next
        unsafe first = next
        if let next = unsafe next { unsafe next.pointee.previous = nil } else { unsafe last = nil }
        unsafe node.pointee.isLinked = false
        return unsafe node
    }

    /// Whether it was in the list.
    mutating func remove(_ node: Node) -> Bool {
        guard unsafe node.pointee.isLinked else { return false }
        unsafe node.pointee.isLinked = false
        let (previous, next) = unsafe (node.pointee.previous, node.pointee.next)
        if let previous = unsafe previous { unsafe previous.pointee.next = next } else { unsafe first = next }
        if let next = unsafe next { unsafe next.pointee.previous = previous } else { unsafe last = previous }
        return true
    }
}
