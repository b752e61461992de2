// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What a random strategy does follows from its seed.
@Suite struct SeedTests {
    enum Kind: CaseIterable, Sendable {
        case random, pct, pos

        func strategy(seed: UInt64) -> ExplorationStrategy {
            switch self {
            case .random: .random(seed: seed)
            case .pct: .pct(depth: 2, seed: seed)
            case .pos: .pos(seed: seed)
            }
        }
    }

    @Test(arguments: Kind.allCases)
    func explore_withTheSameSeed_failsInTheSameSchedule(_ kind: Kind) throws {
        let one = try failure(kind.strategy(seed: 7))
        let other = try failure(kind.strategy(seed: 7))
        #expect(one.schedules == other.schedules)
        #expect(one.schedule == other.schedule)
        #expect(one.message == other.message)
    }

    @Test(arguments: Kind.allCases)
    func explore_withOtherSeeds_doesNotAlwaysFailInTheSameSchedule(_ kind: Kind) throws {
        let counts = try (1...20).map { try failure(kind.strategy(seed: UInt64($0))).schedules }
        #expect(Set(counts).count > 1, "\(counts)")
    }

    @Test(.enabled(if: ExplorationEnvironment.seed == nil))
    func defaultSeed_withoutTheEnvironment_isOne() {
        #expect(ExplorationStrategy.defaultSeed == 1)
        #expect(ExplorationStrategy.random() == .random(seed: 1))
    }

    private func failure(_ strategy: ExplorationStrategy) throws -> ExplorationFailure {
        try #require(throws: ExplorationFailure.self) {
            try explore(strategy) { BehaviourPrograms.lostUpdate() }
        }
    }
}
