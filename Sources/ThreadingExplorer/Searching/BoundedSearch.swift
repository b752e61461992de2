// Part of swift-threading. Apache-2.0: see LICENSE.

/// Every schedule with at most so many preemptions, those with fewer first, each once (iterative context
/// bounding: Musuvathi and Qadeer, 2007).
///
/// A schedule with `n` preemptions is a prefix that ends with its last one, and goes on with choices that cost
/// nothing. The prefixes of the next level are collected while a level is run.
final class BoundedSearch: Search {
    private struct Node {
        var picked: UInt16
        let costs: [UInt8]
        let fingerprint: Fingerprint?
    }

    private let bound: Int
    private var level = 0
    private var prefixes: [[UInt16]] = [[]]
    private var nextPrefix = 0
    private var nextLevel: [[UInt16]] = []

    /// The decisions of the schedule that is being run; those of its prefix do not change.
    private var stack: [Node] = []
    private var prefix: [UInt16] = []
    private var depth = 0
    private var isRunning = false
    private(set) var complaint: String?

    init(bound: Int) {
        self.bound = bound
    }

    var isExhaustive: Bool { true }

    func begin() -> Bool {
        depth = 0
        if isRunning {
            if goOn() { return true }
            isRunning = false
        }
        if nextPrefix == prefixes.count {
            if nextLevel.isEmpty || level == bound { return false }
            level += 1
            swap(&prefixes, &nextLevel)
            nextLevel.removeAll()
            nextPrefix = 0
        }
        prefix = prefixes[nextPrefix]
        prefixes[nextPrefix] = []
        nextPrefix += 1
        stack.removeAll(keepingCapacity: true)
        isRunning = true
        return true
    }

    /// The next schedule with the same prefix; false if there is none.
    private func goOn() -> Bool {
        while let node = stack.last, stack.count > prefix.count {
            if let next = node.costs.indices.first(where: { $0 > Int(node.picked) && node.costs[$0] == 0 }) {
                stack[stack.count - 1].picked = UInt16(next)
                return true
            }
            stack.removeLast()
            if level == bound { continue }
            for (index, cost) in node.costs.enumerated() where cost > 0 {
                nextLevel.append(stack.map(\.picked) + [UInt16(index)])
            }
        }
        return false
    }

    func restart() {
        level = 0
        prefixes = [[]]
        nextPrefix = 0
        nextLevel.removeAll()
        isRunning = false
    }

    func pick(_ conductor: Conductor) -> Int {
        decide(conductor.options.map { UInt8($0.cost) }, Fingerprint(conductor), conductor)
    }

    func pickValue(_ count: Int, _ conductor: Conductor) -> Int {
        decide([UInt8](repeating: 0, count: count), nil, conductor)
    }

    private func decide(_ costs: [UInt8], _ fingerprint: Fingerprint?, _ conductor: Conductor) -> Int {
        if depth == stack.count {
            let picked = depth < prefix.count ? prefix[depth] : 0
            stack.append(Node(picked: picked, costs: costs, fingerprint: fingerprint))
        }
        let node = stack[depth]
        depth += 1
        guard fingerprint == node.fingerprint, costs.count == node.costs.count, node.picked < costs.count else {
            complaint = Fingerprint(conductor).complaint(before: node.fingerprint, conductor)
            return 0
        }
        return Int(node.picked)
    }
}
