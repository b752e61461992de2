// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// Partial-order reduction leaves schedules out, and must leave out nothing that can happen: on programs small
/// enough it is compared with a search that leaves out none.
@Suite struct CrossCheckTests {
    struct Result: Equatable {
        var states: Set<String> = []
        var failure: ExplorationFailure.Kind?
        var isExhausted = false
        var schedules = 0
    }

    @Test(arguments: 1...1500)
    func exhaustive_withAndWithoutReduction_seesTheSameFinalStates(_ seed: Int) throws {
        let program = RandomProgram(seed: UInt64(seed), threads: 2, steps: 3)
        let all = search(program, preemptions: .max)
        guard all.isExhausted else { return }
        let reduced = search(program, preemptions: nil)
        #expect(reduced.isExhausted)
        #expect(reduced.states == all.states, "\(program.threads)")
        #expect(reduced.failure == all.failure, "\(program.threads)")
        #expect(reduced.schedules <= all.schedules)
    }

    private func search(_ program: RandomProgram, preemptions: Int?) -> Result {
        let states = Locked<Set<String>>([])
        var result = Result()
        do {
            let report = try explore(.exhaustive, preemptions: preemptions, schedules: 20_000) {
                let state = program.run()
                states.withLock { _ = $0.insert(state) }
            }
            result.isExhausted = report.isExhausted
            result.schedules = report.schedules
        } catch {
            result.failure = error.kind
            result.schedules = error.schedules
            result.isExhausted = true
        }
        result.states = result.failure == nil ? states.withLock { $0 } : []
        return result
    }
}
