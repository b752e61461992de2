// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// A producer's notification reaches the other producer, which has no use for it, and is used up.
    static let oneConditionForTwoSides = GalleryProgram(
        name: "a bounded buffer that notifies one thread, whichever side it is on",
        failure: .lostWakeUp,
        clue: "",
        broken: { fillAndEmpty { $0.notify() } },
        correct: { fillAndEmpty { $0.notifyAll() } }
    )
}

private final class BoundedBuffer: @unchecked Sendable {
    // Unchecked: the item is guarded by the condition's lock.
    private let condition = Condition()
    private let tell: @Sendable (Condition) -> Void
    private var item: Int?

    init(tell: @escaping @Sendable (Condition) -> Void) {
        self.tell = tell
    }

    func put(_ new: Int) {
        condition.withLock {
            while item != nil { condition.wait() }
            item = new
            tell(condition)
        }
    }

    func take() {
        condition.withLock {
            while item == nil { condition.wait() }
            item = nil
            tell(condition)
        }
    }
}

private func fillAndEmpty(_ tell: @escaping @Sendable (Condition) -> Void) {
    let buffer = BoundedBuffer(tell: tell)
    let produce: @Sendable () -> Void = {
        for item in 1...2 { buffer.put(item) }
    }
    let consume: @Sendable () -> Void = {
        for _ in 1...2 { buffer.take() }
    }
    together(produce, produce, consume, consume)
}
