// Part of swift-threading. Apache-2.0: see LICENSE.

/// Searches that take turns; the first has the first fifth of the schedules for itself.
final class Portfolio: Search {
    private let searches: [any Search]
    private let head: Int
    private var schedule = 0
    private var current: any Search
    private var turn = 0
    private var isGivenUp: [Bool]

    init(_ searches: [any Search], schedules: Int) {
        self.searches = searches
        current = searches[0]
        head = searches.count > 1 ? max(1, schedules / 5) : schedules
        isGivenUp = searches.map { _ in false }
    }

    /// Those that are taken where nothing else is asked for.
    static func standard(preemptions: Int?, schedules: Int) -> Portfolio {
        let seed = ExplorationStrategy.defaultSeed
        return Portfolio(
            [
                preemptions.map { BoundedSearch(bound: $0) } ?? PartialOrderSearch(),
                PrioritySearch(seed: seed, depth: 2),
                PrioritySearch(seed: seed, depth: 3),
                PartialOrderSampling(seed: seed),
                RandomSearch(seed: seed),
            ],
            schedules: schedules
        )
    }

    private(set) var isExhaustive = false

    func begin() -> Bool {
        defer { schedule += 1 }
        for _ in searches {
            let index = next()
            current = searches[index]
            if !isGivenUp[index], current.begin() { return true }
            isExhaustive = isExhaustive || (current.isExhaustive && !isGivenUp[index])
            if isExhaustive { return false }
            isGivenUp[index] = true
        }
        return false
    }

    /// The first until its share is used up, then each in its turn.
    private func next() -> Int {
        if schedule < head, !isGivenUp[0] { return 0 }
        turn = (turn + 1) % searches.count
        return turn
    }

    func goOnWithoutExhausting() -> Bool {
        for index in searches.indices where searches[index].isExhaustive { isGivenUp[index] = true }
        isExhaustive = false
        return isGivenUp.contains(false)
    }

    func pick(_ conductor: Conductor) -> Int { current.pick(conductor) }
    func pickValue(_ count: Int, _ conductor: Conductor) -> Int { current.pickValue(count, conductor) }
    func stepEnded(_ conductor: Conductor) { current.stepEnded(conductor) }
    func end(_ trace: Trace) { current.end(trace) }
    func restart() { for search in searches { search.restart() } }
    var decision: Int { current.decision }
    var complaint: String? { current.complaint }
}
