// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// The textbook's deadlock: each of two transfers has the lock that the other one needs.
    static let accountDeadlock = GalleryProgram(
        name: "two transfers that lock their accounts in opposite orders",
        failure: .deadlock,
        clue: "",
        broken: { transferBothWays(inOrder: false) },
        correct: { transferBothWays(inOrder: true) }
    )
}

private final class Account: @unchecked Sendable {
    // Unchecked: the balance is guarded by the lock.
    let number: Int
    let lock = Lock()
    var balance = 100

    init(number: Int) {
        self.number = number
    }

    func transfer(_ amount: Int, to other: Account, inOrder: Bool) {
        let isFirst = !inOrder || number < other.number
        let (first, second) = isFirst ? (self, other) : (other, self)
        first.lock.withLock {
            second.lock.withLock {
                balance -= amount
                other.balance += amount
            }
        }
    }
}

private func transferBothWays(inOrder: Bool) {
    let one = Account(number: 1)
    let other = Account(number: 2)
    together(
        { one.transfer(10, to: other, inOrder: inOrder) },
        { other.transfer(20, to: one, inOrder: inOrder) }
    )
    expect(one.balance == 110 && other.balance == 90, "money was lost")
}
