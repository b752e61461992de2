// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// Closing concerns everybody who waits, and one is told.
    static let closeForgetsWaiter = GalleryProgram(
        name: "a queue that tells one waiting thread that it was closed",
        failure: .lostWakeUp,
        clue: "",
        broken: { drainAndClose { $0.notify() } },
        correct: { drainAndClose { $0.notifyAll() } }
    )
}

private final class Queue: @unchecked Sendable {
    // Unchecked: both variables are guarded by the condition's lock.
    private let condition = Condition()
    private var elements = [1]
    private var isClosed = false

    func get() -> Int? {
        condition.withLock {
            while elements.isEmpty, !isClosed { condition.wait() }
            return elements.popLast()
        }
    }

    func close(_ tell: (Condition) -> Void) {
        condition.withLock {
            isClosed = true
            tell(condition)
        }
    }
}

private func drainAndClose(_ tell: (Condition) -> Void) {
    let queue = Queue()
    let total = AtomicCell(0)
    let consume: @Sendable () -> Void = {
        while let element = queue.get() { total.add(element) }
    }
    let one = NativeThread.spawn(consume)
    let other = NativeThread.spawn(consume)
    queue.close(tell)
    one.join()
    other.join()
    expect(total.load() == 1, "an element was lost")
}
