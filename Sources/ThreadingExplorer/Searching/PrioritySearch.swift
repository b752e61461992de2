// Part of swift-threading. Apache-2.0: see LICENSE.

/// Probabilistic concurrency testing: the thread with the highest of random priorities runs, and
/// at up to `depth` - 1 random decisions the one that would run falls to the lowest (Burckhardt and others, 2010).
final class PrioritySearch: Search {
    private let seed: UInt64
    private let depth: Int
    private var schedule = 0
    private var numbers = RandomNumbers(seed: 0, schedule: 0)

    /// By actor, the clock's at 0; positive ones were drawn, others are those that have fallen.
    private var priorities: [Int] = []
    private var lowest = 0
    private var changePoints: [Int] = []
    private var decisions = 0
    private var mostDecisions = 1

    init(seed: UInt64, depth: Int) {
        self.seed = seed
        self.depth = depth
    }

    func begin() -> Bool {
        mostDecisions = max(mostDecisions, decisions)
        decisions = 0
        numbers = RandomNumbers(seed: seed, schedule: schedule)
        schedule += 1
        priorities.removeAll(keepingCapacity: true)
        lowest = 0
        changePoints.removeAll(keepingCapacity: true)
        // Up to depth - 1 of them: a bug that needs fewer would else have to survive the others.
        for _ in 0..<numbers.below(max(1, depth)) { changePoints.append(1 + numbers.below(mostDecisions)) }
        return true
    }

    func pick(_ conductor: Conductor) -> Int {
        decisions += 1
        if changePoints.contains(decisions) { fall(conductor.options[best(conductor)].actor) }
        let picked = best(conductor)
        let actor = conductor.options[picked].actor
        // Time would pass and pass, and the threads that wait for it go round and round.
        if actor == Departure.clock { fall(actor) }
        return picked
    }

    func pickValue(_ count: Int, _ conductor: Conductor) -> Int { numbers.below(count) }

    private func best(_ conductor: Conductor) -> Int {
        var best = 0
        for index in conductor.options.indices.dropFirst()
        where priority(of: conductor, index) > priority(of: conductor, best) { best = index }
        return best
    }

    private func priority(of conductor: Conductor, _ index: Int) -> Int {
        let option = conductor.options[index]
        let priority = priority(of: option.actor)
        // Who only looks or is polite would keep the others from changing what it waits for.
        let isIdle = option.actor >= 0 && conductor.isSpinning(conductor.players[option.actor])
        return isIdle || option.isSpurious ? priority - 1 << 40 : priority
    }

    private func priority(of actor: Int) -> Int {
        while priorities.count <= actor + 1 { priorities.append(1 + numbers.below(1 << 30)) }
        return priorities[actor + 1]
    }

    private func fall(_ actor: Int) {
        _ = priority(of: actor)
        lowest -= 1
        priorities[actor + 1] = lowest
    }
}
