// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// Everybody has taken the fork at the left, and waits for the one at the right.
    static let diningPhilosophers = GalleryProgram(
        name: "three philosophers who all take the left fork first",
        failure: .deadlock,
        clue: "",
        broken: {
            dine { left, right in (left, right) }
        },
        correct: {
            dine { left, right in (min(left, right), max(left, right)) }
        }
    )
}

private func dine(_ order: @escaping @Sendable (_ left: Int, _ right: Int) -> (Int, Int)) {
    let forks = [Lock(), Lock(), Lock()]
    let philosophers = (0..<3).map { seat in
        NativeThread.spawn {
            let (first, second) = order(seat, (seat + 1) % 3)
            forks[first].withLock { forks[second].withLock {} }
        }
    }
    for philosopher in philosophers { philosopher.join() }
}
