// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// Peterson's algorithm with its two stores exchanged: the turn is given away by one who has not yet asked.
    ///
    /// A thread that may not enter gives up, and one that has entered stays, so only one may ever get in.
    static let turnBeforeFlag = GalleryProgram(
        name: "Peterson's mutual exclusion with the turn written before the flag",
        failure: .expectation,
        clue: "both are inside",
        broken: {
            enterOnce { flag, turn, other in
                turn.store(other)
                flag.store(true)
            }
        },
        correct: {
            enterOnce { flag, turn, other in
                flag.store(true)
                turn.store(other)
            }
        }
    )
}

private func enterOnce(
    _ announce: @escaping @Sendable (_ flag: AtomicCell<Bool>, _ turn: AtomicCell<Int>, _ other: Int) -> Void
) {
    let flags = [AtomicCell(false), AtomicCell(false)]
    let turn = AtomicCell(0)
    let inside = AtomicCell(0)
    let enter: @Sendable (Int) -> Void = { own in
        let other = 1 - own
        announce(flags[own], turn, other)
        if !flags[other].load() || turn.load() == own {
            expect(inside.add(1) == 1, "both are inside")
        }
    }
    together({ enter(0) }, { enter(1) })
}
