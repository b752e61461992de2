// Part of swift-threading. Apache-2.0: see LICENSE.

/// Partial-order sampling: every waiting step has a random priority, drawn anew when a step that was done
/// touches the same thing (Yuan, Yang, Gu, 2018).
final class PartialOrderSampling: Search {
    private let seed: UInt64
    private var schedule = 0
    private var numbers = RandomNumbers(seed: 0, schedule: 0)

    /// By actor, the clock's at 0.
    private var priorities: [UInt64] = []

    init(seed: UInt64) {
        self.seed = seed
    }

    func begin() -> Bool {
        numbers = RandomNumbers(seed: seed, schedule: schedule)
        schedule += 1
        priorities.removeAll(keepingCapacity: true)
        return true
    }

    func pick(_ conductor: Conductor) -> Int {
        var best = 0
        var highest: UInt64 = 0
        for (index, option) in conductor.options.enumerated() {
            var priority = priority(of: option.actor)
            if option.isSpurious || (option.actor >= 0 && conductor.isSpinning(conductor.players[option.actor])) {
                priority >>= 8
            }
            if index == 0 || priority > highest {
                best = index
                highest = priority
            }
        }
        return best
    }

    func pickValue(_ count: Int, _ conductor: Conductor) -> Int { numbers.below(count) }

    func stepEnded(_ conductor: Conductor) {
        guard let step = conductor.trace.steps.last else { return }
        draw(Int(step.actor))
        let accesses = conductor.trace.accesses(of: conductor.trace.steps.count - 1)
        for player in conductor.players where !player.hasEnded && player.index != Int(step.actor) {
            let pending = player.pending
            let races = accesses.contains {
                ($0.object == pending.object || $0.object == pending.lock) && $0.object != 0 && $0.kind != .await
            }
            if races { draw(player.index) }
        }
    }

    private func priority(of actor: Int) -> UInt64 {
        while priorities.count <= actor + 1 { priorities.append(numbers.next() >> 1) }
        return priorities[actor + 1]
    }

    private func draw(_ actor: Int) {
        _ = priority(of: actor)
        priorities[actor + 1] = numbers.next() >> 1
    }
}
