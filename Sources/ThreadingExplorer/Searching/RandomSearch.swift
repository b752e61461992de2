// Part of swift-threading. Apache-2.0: see LICENSE.

/// A random walk: every option with equal chances.
final class RandomSearch: Search {
    private let seed: UInt64
    private var schedule = 0
    private var numbers = RandomNumbers(seed: 0, schedule: 0)

    init(seed: UInt64) {
        self.seed = seed
    }

    func begin() -> Bool {
        numbers = RandomNumbers(seed: seed, schedule: schedule)
        schedule += 1
        return true
    }

    func pick(_ conductor: Conductor) -> Int { numbers.below(conductor.options.count) }

    func pickValue(_ count: Int, _ conductor: Conductor) -> Int { numbers.below(count) }
}
