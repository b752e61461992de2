// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What a pool is to do later: cancelled when it ends.
final class PoolSchedule: @unchecked Sendable {
    // Unchecked: every `var` is guarded by `lock`.
    private let lock = LockWord()
    private var cancels: [UInt64: @Sendable () -> Void] = [:]
    private var last: UInt64 = 0
    private var isOver = false

    /// - Parameter cancel: called at the end of the pool, with no lock held.
    /// - Returns: by which to remove it; nil if the pool has ended.
    func add(_ cancel: @escaping @Sendable () -> Void) -> UInt64? {
        lock.lock()
        defer { lock.unlock() }
        guard !isOver else { return nil }
        last += 1
        cancels[last] = cancel
        return last
    }

    func remove(_ number: UInt64) {
        lock.lock()
        let removed = cancels.removeValue(forKey: number)
        lock.unlock()
        // Destroyed without the lock: it may be the last to hold a task.
        withExtendedLifetime(removed) {}
    }

    /// The pool ends.
    func end() {
        lock.lock()
        isOver = true
        let left = cancels
        cancels = [:]
        lock.unlock()
        for (_, cancel) in left.sorted(by: { $0.key < $1.key }) { cancel() }
    }
}
