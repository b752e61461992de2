// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// Each of two threads needs both permits, and each has one.
    static let permitsTakenSingly = GalleryProgram(
        name: "two threads that take the two permits they need one by one",
        failure: .lostWakeUp,
        clue: "",
        broken: {
            needTwoPermits { semaphore, _ in
                semaphore.wait()
                semaphore.wait()
            }
        },
        correct: {
            needTwoPermits { semaphore, turnstile in
                turnstile.withLock {
                    semaphore.wait()
                    semaphore.wait()
                }
            }
        }
    )
}

private func needTwoPermits(_ takeBoth: @escaping @Sendable (Semaphore, Lock) -> Void) {
    let semaphore = Semaphore(value: 2)
    let turnstile = Lock()
    let work: @Sendable () -> Void = {
        takeBoth(semaphore, turnstile)
        semaphore.signal(2)
    }
    together(work, work)
}
