// Part of swift-threading. Apache-2.0: see LICENSE.

internal import DequeModule
internal import ThreadingCore

/// Where pieces of a map that is taken from in any order say that they have ended.
final class PieceBoard: @unchecked Sendable {
    // Unchecked: guarded by `lock`.
    private let lock = LockWord()
    private let filled = WaiterQueue(.future)
    private var numbers: Deque<Int> = []

    func post(_ number: Int) {
        lock.lock()
        numbers.append(number)
        filled.notify(holding: lock)
        lock.unlock()
    }

    /// The number of a piece that has ended; nil if none has by the deadline.
    func take(until deadline: Deadline) -> Int? {
        lock.lock()
        defer { lock.unlock() }
        while true {
            if let number = numbers.popFirst() { return number }
            if deadline.isImmediate || !filled.wait(releasing: lock, until: deadline) { return numbers.popFirst() }
        }
    }
}
