// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// Two readers want to write, and each waits for the other to stop reading.
    static let upgradeDeadlock = GalleryProgram(
        name: "two readers that wait to write without giving up reading",
        failure: .lostWakeUp,
        clue: "",
        broken: { readAndWrite(keepsReading: true) },
        correct: { readAndWrite(keepsReading: false) }
    )
}

private final class HandMadeReadWriteLock: @unchecked Sendable {
    // Unchecked: both variables are guarded by the condition's lock.
    private let condition = Condition()
    private var readers = 0
    private var isWriting = false

    func lockForReading() {
        condition.withLock {
            condition.wait { !isWriting }
            readers += 1
        }
    }

    func upgrade(keepsReading: Bool) {
        condition.withLock {
            let own = keepsReading ? 1 : 0
            readers -= 1 - own
            condition.notifyAll()
            condition.wait { readers == own && !isWriting }
            readers = 0
            isWriting = true
        }
    }

    func unlockForWriting() {
        condition.withLock {
            isWriting = false
            condition.notifyAll()
        }
    }
}

private func readAndWrite(keepsReading: Bool) {
    let lock = HandMadeReadWriteLock()
    let number = Box(0)  // Guarded by the lock.
    let work: @Sendable () -> Void = {
        lock.lockForReading()
        lock.upgrade(keepsReading: keepsReading)
        number.value += 1
        lock.unlockForWriting()
    }
    together(work, work)
    expect(number.value == 2, "an update was lost")
}
