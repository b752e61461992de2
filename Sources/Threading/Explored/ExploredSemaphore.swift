// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A ``Semaphore`` that was born on an explored thread, from a lock and a condition; see
/// ``ExploredEvent``.
final class ExploredSemaphore: @unchecked Sendable {
    // Unchecked: `permits` is guarded by the condition's lock.
    private let condition = Condition()
    private var permits: Int

    /// `nil` in production.
    init?(value: Int) {
        guard Seam.current != nil else { return nil }
        permits = value
    }

    var value: Int { condition.withLock { permits } }

    func take(until deadline: Deadline) -> Bool { take(upTo: 1, until: deadline) > 0 }

    func takeAtOnce(_ count: Int) -> Bool {
        condition.withLock {
            guard permits >= count else { return false }
            permits -= count
            return true
        }
    }

    func take(upTo most: Int, until deadline: Deadline) -> Int {
        condition.withLock {
            guard condition.wait(until: deadline, where: { permits > 0 }) else { return 0 }
            let taken = min(permits, most)
            permits -= taken
            return taken
        }
    }

    func give(_ count: Int, limit: Int) -> Bool {
        condition.withLock {
            guard count <= limit - permits else { return false }
            permits += count
            condition.notify(count)
            return true
        }
    }
}
