// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// Double-checked initialisation: the look without the lock sees the flag and not yet the value.
    static let flagBeforeValue = GalleryProgram(
        name: "a value whose flag is set before it is made",
        failure: .expectation,
        clue: "used before it was made",
        broken: {
            readLazily { isMade, value in
                isMade.store(true)
                value.store(42)
            }
        },
        correct: {
            readLazily { isMade, value in
                value.store(42)
                isMade.store(true)
            }
        }
    )
}

private func readLazily(_ make: @escaping @Sendable (_ isMade: AtomicCell<Bool>, _ value: AtomicCell<Int>) -> Void) {
    let lock = Lock()
    let isMade = AtomicCell(false)
    let value = AtomicCell(0)
    let read: @Sendable () -> Void = {
        if !isMade.load() {
            lock.withLock {
                if !isMade.load() { make(isMade, value) }
            }
        }
        expect(value.load() == 42, "used before it was made")
    }
    together(read, read)
}
