// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// Half a minute is always enough, until it is not.
    static let timeoutIgnored = GalleryProgram(
        name: "a wait with a time-out whose answer is ignored",
        failure: .expectation,
        clue: "no result yet",
        broken: {
            awaitResult { isReady, result in
                _ = isReady.wait(for: .seconds(30))
                expect(result.load() == 42, "no result yet")
            }
        },
        correct: {
            awaitResult { isReady, result in
                if !isReady.wait(for: .seconds(30)) { return }
                expect(result.load() == 42, "no result yet")
            }
        }
    )
}

private func awaitResult(_ use: (Event, AtomicCell<Int>) -> Void) {
    let isReady = Event()
    let result = AtomicCell(0)
    let worker = NativeThread.spawn {
        result.store(42)
        isReady.set()
    }
    use(isReady, result)
    worker.join()
}
