// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// A worker that finds its pool closed goes, whatever is still to be done.
    static let taskDroppedAtShutdown = GalleryProgram(
        name: "a pool whose worker looks whether it is closed before it looks for work",
        failure: .expectation,
        clue: "a task was dropped",
        broken: { submitAndShutDown(finishesWork: false) },
        correct: { submitAndShutDown(finishesWork: true) }
    )
}

private final class HandMadePool: @unchecked Sendable {
    // Unchecked: both variables are guarded by the condition's lock.
    private let condition = Condition()
    private let finishesWork: Bool
    private var tasks: [@Sendable () -> Void] = []
    private var isClosed = false

    init(finishesWork: Bool) {
        self.finishesWork = finishesWork
    }

    func submit(_ task: @escaping @Sendable () -> Void) {
        condition.withLock {
            tasks.append(task)
            condition.notify()
        }
    }

    func close() {
        condition.withLock {
            isClosed = true
            condition.notify()
        }
    }

    func work() {
        while let task = next() { task() }
    }

    private func next() -> (@Sendable () -> Void)? {
        condition.withLock {
            condition.wait { isClosed || !tasks.isEmpty }
            if isClosed, !finishesWork { return nil }
            return tasks.popLast()
        }
    }
}

private func submitAndShutDown(finishesWork: Bool) {
    let pool = HandMadePool(finishesWork: finishesWork)
    let done = AtomicCell(0)
    let worker = NativeThread.spawn { pool.work() }
    pool.submit { done.add(1) }
    pool.close()
    worker.join()
    expect(done.load() == 1, "a task was dropped")
}
