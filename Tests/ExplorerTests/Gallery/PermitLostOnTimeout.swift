// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// The permit is handed to a thread whose time is over and that has not left the line yet.
    static let permitLostOnTimeout = GalleryProgram(
        name: "a semaphore that hands a permit to a thread that has given up",
        failure: .expectation,
        clue: "a permit was lost",
        broken: { takeAndGive(leavesAtOnce: false) },
        correct: { takeAndGive(leavesAtOnce: true) }
    )
}

private final class HandingSemaphore: @unchecked Sendable {
    // Unchecked: the variables, and those of each waiter, are guarded by the condition's lock.
    private final class Waiter {
        var hasPermit = false
    }

    private let condition = Condition()
    private let leavesAtOnce: Bool
    private var waiters: [Waiter] = []
    private(set) var permits = 0

    init(leavesAtOnce: Bool) {
        self.leavesAtOnce = leavesAtOnce
    }

    func take(for duration: Duration) -> Bool {
        condition.lock.lock()
        defer { condition.lock.unlock() }
        if permits > 0 {
            permits -= 1
            return true
        }
        let waiter = Waiter()
        waiters.append(waiter)
        if condition.wait(for: duration, where: { waiter.hasPermit }) { return true }
        if !leavesAtOnce {
            condition.lock.unlock()
            condition.lock.lock()
        }
        waiters.removeAll { $0 === waiter }
        return false
    }

    func give() {
        condition.withLock {
            if waiters.isEmpty {
                permits += 1
            } else {
                waiters.removeFirst().hasPermit = true
                condition.notifyAll()
            }
        }
    }
}

private func takeAndGive(leavesAtOnce: Bool) {
    let semaphore = HandingSemaphore(leavesAtOnce: leavesAtOnce)
    let taker = NativeThread.spawn { semaphore.take(for: .seconds(30)) }
    semaphore.give()
    let taken = taker.join() ? 1 : 0
    expect(taken + semaphore.permits == 1, "a permit was lost")
}
