// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreadingExplorer
internal import ThreadingCore

/// Where one thread waits until it is the one that runs.
@safe final class Turn: @unchecked Sendable {
    // Unchecked: the word is atomic, and lives as long as this does.
    private let turn: UnsafeMutablePointer<ct_turn>

    init() {
        unsafe turn = .allocate(capacity: 1)
        unsafe turn.initialize(to: ct_turn(word: 0))
    }

    deinit {
        unsafe turn.deallocate()
    }

    /// Waits for the turn; does not return if the thread is to end.
    func wait() { unsafe ct_turn_wait(turn) }

    /// Waits for the turn; false when the time is over.
    func wait(until deadline: Deadline) -> Bool { unsafe ct_turn_wait_until(turn, deadline.nanoseconds) }

    func give() { unsafe ct_turn_give(turn) }

    /// Makes the thread that waits here end where it is.
    func end() { unsafe ct_turn_end(turn) }
}
