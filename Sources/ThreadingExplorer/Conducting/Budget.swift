// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// How many schedules there may still be, and what has been learned from those that were.
final class Budget: @unchecked Sendable {
    // Unchecked: touched by whoever has the turn, and by the caller of `explore` when nobody has.
    private let limit: Int
    private let deadline: Deadline

    private(set) var schedules = 0
    private(set) var longest = 0

    /// Somebody looks whether a lock is free.
    var locksAreLookedAt = false

    /// Somebody waited for a lock that the explorer does not see.
    var usesOutsideLocks = false

    /// Threads were cut off before their end, as daemon threads are: what they would have done was not looked at.
    var cutsThreadsOff = false

    init(schedules: Int, until deadline: Deadline) {
        limit = schedules
        self.deadline = deadline
    }

    /// Why a search that has come to its end has not seen all.
    var remarks: [String] {
        var remarks: [String] = []
        if usesOutsideLocks {
            remarks.append("threads waited for a lock that was made outside the body, which hides interleavings")
        }
        if cutsThreadsOff {
            remarks.append("daemon threads were cut off at the end of the body; what they still do was not looked at")
        }
        return remarks
    }

    var hidesInterleavings: Bool { usesOutsideLocks || cutsThreadsOff }

    /// Whether there may be another schedule, which is then taken as run.
    func take() -> Bool {
        guard schedules < limit, schedules == 0 || !isLate else { return false }
        schedules += 1
        return true
    }

    /// The schedule that was taken was not run.
    func giveBack() { schedules -= 1 }

    /// By the real clock, whose calls the driver's own book-keeping makes.
    private var isLate: Bool { Seam.aside { deadline.hasPassed } }

    func note(steps: Int) { longest = max(longest, steps) }
}
