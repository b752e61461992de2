// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// Both find that there is enough, and both take it.
    static let checkThenAct = GalleryProgram(
        name: "a balance that is checked under one hold of its lock and changed under another",
        failure: .expectation,
        clue: "overdrawn",
        broken: {
            withdrawTwice { balance in
                let isEnough = balance.withLock { $0 >= 100 }
                if isEnough { balance.withLock { $0 -= 100 } }
            }
        },
        correct: {
            withdrawTwice { balance in
                balance.withLock {
                    let isEnough = $0 >= 100
                    if isEnough { $0 -= 100 }
                }
            }
        }
    )
}

private func withdrawTwice(_ withdraw: @escaping @Sendable (Locked<Int>) -> Void) {
    let balance = Locked(100)
    together({ withdraw(balance) }, { withdraw(balance) })
    expect(balance.withLock { $0 } >= 0, "overdrawn")
}
