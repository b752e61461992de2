// Part of swift-threading. Apache-2.0: see LICENSE.

@testable import ThreadingFutures

/// The thread that a deque belongs to, as it forks: it takes back what it has pushed in turn, and knows where that is.
struct DequeOwner {
    let deque: WorkDeque<ExploredDequeWord>

    /// Whether it goes the long way, whose fence is a whole one.
    var isFenced = false

    private var pushed: [(index: Int, value: Int)] = []

    init(of deque: WorkDeque<ExploredDequeWord>, isFenced: Bool = false) {
        self.deque = deque
        self.isFenced = isFenced
    }

    /// - Returns: false if there is no room.
    mutating func push(_ value: Int) -> Bool {
        guard let index = deque.push(value) else { return false }
        pushed.append((index, value))
        return true
    }

    /// - Returns: what was pushed last, if it was not stolen.
    mutating func pop() -> [Int] {
        guard let (index, value) = pushed.popLast() else { return [] }
        return (isFenced ? deque.popFenced(at: index) : deque.pop(at: index)) ? [value] : []
    }

    /// - Returns: all that was not stolen.
    mutating func popAll() -> [Int] {
        var got: [Int] = []
        while !pushed.isEmpty { got += pop() }
        return got
    }
}
