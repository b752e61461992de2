// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// Partial-order reduction leaves schedules out, and must leave out nothing that can happen: on programs small
/// enough it is compared with a search that leaves out none.
///
/// Some thousands of programs were compared when the search was written; these are to keep it so.
@Suite struct CrossCheckTests {
    private struct Result {
        var states: Set<String> = []
        var failure: ExplorationFailure.Kind?
        var isExhausted = false
        var schedules = 0
    }

    @Test(arguments: 1...40)
    func exhaustive_ofTwoThreads_seesTheSameFinalStatesWithoutReduction(_ seed: Int) throws {
        compare(RandomProgram(seed: UInt64(seed), threads: 2, steps: 3), .promised)
    }

    @Test(arguments: 3_001...3_015)
    func exhaustive_withPortableConditions_seesTheSameFinalStatesWithoutReduction(_ seed: Int) throws {
        compare(RandomProgram(seed: UInt64(seed), threads: 2, steps: 3), .portable)
    }

    @Test(arguments: 2_001...2_015)
    func exhaustive_ofThreeThreads_seesTheSameFinalStatesWithoutReduction(_ seed: Int) throws {
        compare(RandomProgram(seed: UInt64(seed), threads: 3, steps: 1), .promised)
    }

    /// Programs whose schedules are too many to run them all are passed over.
    private func compare(_ program: RandomProgram, _ conditions: ConditionModel) {
        let all = search(program, preemptions: .max, conditions)
        guard all.isExhausted else { return }
        let reduced = search(program, preemptions: nil, conditions)
        #expect(reduced.isExhausted)
        #expect(reduced.states == all.states, "\(program.threads)")
        #expect(reduced.failure == all.failure, "\(program.threads)")
        #expect(reduced.failure != nil || reduced.schedules <= all.schedules)
    }

    private func search(_ program: RandomProgram, preemptions: Int?, _ conditions: ConditionModel) -> Result {
        let states = Locked<Set<String>>([])
        var result = Result()
        do {
            let report = try explore(
                .exhaustive,
                preemptions: preemptions,
                schedules: 2_000,
                conditions: conditions
            ) {
                let state = program.run()
                states.withLock { _ = $0.insert(state) }
            }
            result.isExhausted = report.isExhausted
            result.schedules = report.schedules
            result.states = states.withLock { $0 }
        } catch {
            result.failure = error.kind
            result.schedules = error.schedules
            result.isExhausted = true
        }
        return result
    }
}
