// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// The ABA problem: the first node of a stack is the same again, and what follows it is not.
    static let reusedNode = GalleryProgram(
        name: "a stack that takes a node which came back for one that never left",
        failure: .expectation,
        clue: "a node is twice in the world",
        broken: { popAndPush(countsChanges: false) },
        correct: { popAndPush(countsChanges: true) }
    )
}

/// Treiber's stack of the nodes 0 and 1, at first 0 over 1.
private final class NodeStack: Sendable {
    /// The number of the first node, and above its four bits how often it was changed, if that is counted.
    private let first = AtomicCell(0)
    private let following = [AtomicCell(1), AtomicCell(NodeStack.none)]
    private let change: Int

    private static let none = 15

    init(countsChanges: Bool) {
        change = countsChanges ? 16 : 0
    }

    func pop() -> Int? {
        while true {
            let old = first.load()
            let node = old & 15
            if node == Self.none { return nil }
            if replace(old, by: following[node].load()) { return node }
        }
    }

    func push(_ node: Int) {
        while true {
            let old = first.load()
            following[node].store(old & 15)
            if replace(old, by: node) { return }
        }
    }

    private func replace(_ old: Int, by node: Int) -> Bool {
        first.compareExchange(expected: old, desired: (old & ~15) + change + node).exchanged
    }
}

private func popAndPush(countsChanges: Bool) {
    let stack = NodeStack(countsChanges: countsChanges)
    let one = NativeThread.spawn { stack.pop() }
    let other = NativeThread.spawn {
        let (back, kept) = (stack.pop(), stack.pop())
        if let back { stack.push(back) }
        return kept
    }
    var nodes = [one.join(), other.join()].compactMap { $0 }
    while nodes.count < 4, let node = stack.pop() { nodes.append(node) }
    expect(nodes.sorted() == [0, 1], "a node is twice in the world, or not at all: \(nodes)")
}
