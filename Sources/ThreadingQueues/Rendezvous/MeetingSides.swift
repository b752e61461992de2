// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Of those who come to a ``MeetingPlace``.
enum MeetingSide {
    case putters, takers

    var other: Self { self == .putters ? .takers : .putters }
}

/// What all change who come to a ``MeetingPlace``: its lock, and what that guards; 56 bytes, to be on one cache line.
@safe
struct MeetingSides<Word: MeetingWord & ~Copyable>: ~Copyable {
    // Safe: see `MeetingNode`.

    typealias Node = UnsafeMutablePointer<MeetingNode<Word>>

    let lock = LockWord()
    var isClosed = false
    var meetings = 0
    private var putters = MeetingList<Word>()
    private var takers = MeetingList<Word>()

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
