// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// A consumer that looks once whether there is an item: by the time it runs, another has taken it.
    static let ifForWhile = GalleryProgram(
        name: "an if in the place of a while around a condition wait",
        failure: .expectation,
        clue: "took from an empty buffer",
        broken: {
            passItems { buffer in
                if buffer.count == 0 { buffer.condition.wait() }
            }
        },
        correct: {
            passItems { buffer in
                while buffer.count == 0 { buffer.condition.wait() }
            }
        }
    )
}

private final class Buffer: @unchecked Sendable {
    // Unchecked: the count is guarded by the condition's lock.
    let condition = Condition()
    var count = 0

    func put() {
        condition.withLock {
            count += 1
            condition.notifyAll()
        }
    }

    func take(_ awaitItem: (Buffer) -> Void) {
        condition.withLock {
            awaitItem(self)
            expect(count > 0, "took from an empty buffer")
            count -= 1
        }
    }
}

private func passItems(_ awaitItem: @escaping @Sendable (Buffer) -> Void) {
    let buffer = Buffer()
    together(
        { buffer.take(awaitItem) },
        { buffer.take(awaitItem) },
        {
            buffer.put()
            buffer.put()
        }
    )
}
