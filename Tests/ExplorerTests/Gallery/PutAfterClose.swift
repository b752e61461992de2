// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer
import ThreadingQueues

extension GalleryProgram {
    /// A queue is closed while somebody may still want to put something into it.
    static let putAfterClose = GalleryProgram(
        name: "a queue that is closed before its producer has ended",
        failure: .error,
        clue: "",
        broken: {
            try produce { queue, producer in
                queue.close()
                try producer.join()
            }
        },
        correct: {
            try produce { queue, producer in
                try producer.join()
                queue.close()
            }
        }
    )
}

private func produce(_ end: (BlockingQueue<Int>, JoinHandle<Void, any Error>) throws -> Void) throws {
    let queue = BlockingQueue<Int>()
    let producer = NativeThread.spawn { () throws -> Void in try queue.put(1) }
    try end(queue, producer)
    expect(queue.count == 1, "an element was lost")
}
