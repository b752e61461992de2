// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// The notification falls between the look at the flag and the wait, when nobody waits for it.
    static let flagOutsideLock = GalleryProgram(
        name: "a flag that is tested outside the lock of its condition",
        failure: .lostWakeUp,
        clue: "",
        broken: {
            awaitFlag { isReady, condition in
                if !isReady.load() {
                    condition.withLock { condition.wait() }
                }
            }
        },
        correct: {
            awaitFlag { isReady, condition in
                condition.withLock {
                    if !isReady.load() { condition.wait() }
                }
            }
        }
    )
}

private func awaitFlag(_ wait: @escaping @Sendable (AtomicCell<Bool>, Condition) -> Void) {
    let isReady = AtomicCell(false)
    let condition = Condition()
    together(
        { wait(isReady, condition) },
        {
            isReady.store(true)
            condition.withLock { condition.notify() }
        }
    )
}
