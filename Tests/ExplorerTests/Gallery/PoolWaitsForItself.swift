// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer
import ThreadingFutures

extension GalleryProgram {
    /// Every thread of a pool waits for work that only a thread of the pool could do.
    ///
    /// By a promise, which does not know whose work will keep it: waiting for the future of the work itself would do it.
    static let poolWaitsForItself = GalleryProgram(
        name: "tasks that wait for tasks of the same pool",
        failure: .lostWakeUp,
        clue: "",
        broken: { try nestTasks(threads: 2) },
        correct: { try nestTasks(threads: 3) }
    )
}

private func nestTasks(threads: Int) throws {
    let pool = ThreadPool(threads: threads)
    let outer: @Sendable () throws -> Int = {
        let inner = Promise<Int>()
        pool.submit { inner.succeed(1) }
        return try inner.future.result() + 1
    }
    let one = pool.submit(outer)
    let other = pool.submit(outer)
    let sum = try one.result() + other.result()
    pool.shutdown()
    expect(sum == 4, "a result was lost")
}
