// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// An ``Event`` that was born on an explored thread: the same contract from a lock and a condition,
/// which the explorer sees, in the place of a word, which it does not.
final class ExploredEvent: @unchecked Sendable {
    // Unchecked: both variables are guarded by the condition's lock.
    private let condition = Condition()
    private var flag: Bool
    private var sets = 0

    /// `nil` in production.
    init?(isSet: Bool) {
        guard Seam.current != nil else { return nil }
        flag = isSet
    }

    var isSet: Bool { condition.withLock { flag } }

    func set() {
        condition.withLock {
            if !flag { sets += 1 }
            flag = true
            condition.notifyAll()
        }
    }

    func clear() { condition.withLock { flag = false } }

    func wait(until deadline: Deadline) -> Bool {
        condition.withLock {
            let start = sets
            return condition.wait(until: deadline) { flag || sets != start }
        }
    }
}
