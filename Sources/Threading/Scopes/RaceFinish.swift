// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Where the first value stays.
final class RaceFinish<Value: Sendable>: @unchecked Sendable {
    // Unchecked: `first` is guarded by `lock`.

    private let lock = LockWord()
    private var first: Value?

    var isReached: Bool { winner != nil }

    var winner: Value? {
        lock.lock()
        defer { lock.unlock() }
        return first
    }

    /// Whether nobody has been here before.
    func reach(with value: Value) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        if first != nil { return false }
        first = value
        return true
    }
}
