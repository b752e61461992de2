// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// A thread is taken to have begun, since there was so much else to do meanwhile.
    static let lateThread = GalleryProgram(
        name: "a thread that is expected to have run during forty steps of another",
        failure: .expectation,
        clue: "has not run yet",
        broken: { workMeanwhile { _ in } },
        correct: { workMeanwhile { $0.wait() } }
    )
}

private func workMeanwhile(_ pause: @escaping @Sendable (Event) -> Void) {
    let hasRun = AtomicCell(false)
    let ran = Event()
    let steps = AtomicCell(0)
    together(
        {
            hasRun.store(true)
            ran.set()
        },
        {
            for _ in 1...40 { steps.add(1) }
            pause(ran)
            expect(hasRun.load(), "the late thread has not run yet")
        }
    )
}
