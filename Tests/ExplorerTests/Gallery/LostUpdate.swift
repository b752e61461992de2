// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// Each operation is atomic and their sequence is not: what another thread added in between is overwritten.
    static let lostUpdate = GalleryProgram(
        name: "a counter that is loaded and then stored",
        failure: .expectation,
        clue: "lost update",
        broken: { count { $0.store($0.load() + 1) } },
        correct: { count { $0.add(1) } }
    )
}

private func count(_ increment: @escaping @Sendable (AtomicCell<Int>) -> Void) {
    let counter = AtomicCell(0)
    let work: @Sendable () -> Void = {
        for _ in 1...2 { increment(counter) }
    }
    together(work, work, work)
    expect(counter.load() == 6, "lost update")
}
