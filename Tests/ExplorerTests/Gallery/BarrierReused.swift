// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// The faster thread enters the second round before the slower one has looked whether the first is over.
    static let barrierReused = GalleryProgram(
        name: "a barrier that does not tell one round from the next",
        failure: .lostWakeUp,
        clue: "",
        broken: { passTwice(countsRounds: false) },
        correct: { passTwice(countsRounds: true) }
    )
}

private final class HandMadeBarrier: @unchecked Sendable {
    // Unchecked: both variables are guarded by the condition's lock.
    private let condition = Condition()
    private let countsRounds: Bool
    private var arrived = 0
    private var round = 0

    init(countsRounds: Bool) {
        self.countsRounds = countsRounds
    }

    func pass() {
        condition.withLock {
            let own = round
            arrived += 1
            if arrived == 2 {
                arrived = 0
                round += 1
                condition.notifyAll()
            } else if countsRounds {
                condition.wait { round != own }
            } else {
                condition.wait { arrived == 0 }
            }
        }
    }
}

private func passTwice(countsRounds: Bool) {
    let barrier = HandMadeBarrier(countsRounds: countsRounds)
    let work: @Sendable () -> Void = {
        barrier.pass()
        barrier.pass()
    }
    together(work, work)
}
