// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// A lock is taken if it is free; if it is not, the work is not done, and nobody asks.
    static let skippedWork = GalleryProgram(
        name: "work under a lock that is taken only if it is free",
        failure: .expectation,
        clue: "work was skipped",
        broken: {
            workUnderLock { lock, work in _ = lock.withLockIfAvailable(work) }
        },
        correct: {
            workUnderLock { lock, work in lock.withLock(work) }
        }
    )
}

private func workUnderLock(_ lockAndRun: @escaping @Sendable (Lock, () -> Void) -> Void) {
    let lock = Lock()
    let done = AtomicCell(0)
    let work: @Sendable () -> Void = {
        lockAndRun(lock) { done.add(1) }
    }
    together(work, work)
    expect(done.load() == 2, "work was skipped")
}
