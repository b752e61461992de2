// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer
import ThreadingQueues

extension GalleryProgram {
    /// The consumer that takes the pill ends, and the other waits for one of its own.
    static let onePillForTwo = GalleryProgram(
        name: "one poison pill for two consumers",
        failure: .lostWakeUp,
        clue: "",
        broken: { try consume { try $0.put(pill) } },
        correct: { try consume { $0.close() } }
    )
}

private let pill = 0

private func consume(_ end: (BlockingQueue<Int>) throws -> Void) throws {
    let queue = BlockingQueue<Int>()
    let total = AtomicCell(0)
    let work: @Sendable () -> Void = {
        for element in queue {
            if element == pill { break }
            total.add(element)
        }
    }
    let one = NativeThread.spawn(work)
    let other = NativeThread.spawn(work)
    try queue.put(1)
    try end(queue)
    one.join()
    other.join()
    expect(total.load() == 1, "an element was lost")
}
