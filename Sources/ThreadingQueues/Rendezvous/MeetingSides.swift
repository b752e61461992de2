// Part of swift-threading. Apache-2.0: see LICENSE.

/// Those who wait in a ``MeetingPlace``; guarded by its lock.
@safe
struct MeetingSides<Word: MeetingWord & ~Copyable>: ~Copyable {
    // Safe: see `MeetingNode`.

    typealias Node = UnsafeMutablePointer<MeetingNode<Word>>

    private var putters = MeetingList<Word>()
    private var takers = MeetingList<Word>()
    var meetings = 0
    var isClosed = false

    func isEmpty(_ side: MeetingSide) -> Bool { side == .putters ? putters.isEmpty : takers.isEmpty }

    mutating func popFirst(of side: MeetingSide) -> Node? {
        side == .putters ? unsafe putters.popFirst() : unsafe takers.popFirst()
    }

    mutating func append(_ node: Node, to side: MeetingSide) {
        if side == .putters { unsafe putters.append(node) } else { unsafe takers.append(node) }
    }

    /// Whether it was there.
    mutating func remove(_ node: Node, from side: MeetingSide) -> Bool {
        side == .putters ? unsafe putters.remove(node) : unsafe takers.remove(node)
    }
}
