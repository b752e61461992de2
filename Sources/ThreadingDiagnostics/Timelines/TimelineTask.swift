// Part of swift-threading. Apache-2.0: see LICENSE.

/// A task of a pool, on the thread that did it.
package struct TimelineTask: Sendable, Equatable {
    /// Who handed the task to the pool, and when.
    package struct Submission: Sendable, Equatable {
        /// The number of the submitting thread's lane.
        package let lane: UInt64

        /// Until the next event of that thread, and no longer than a microsecond: it has no end of its own.
        package let time: Range<Int>

        package init(lane: UInt64, time: Range<Int>) {
            self.lane = lane
            self.time = time
        }
    }

    /// Counted through the whole process, from one.
    package let number: UInt64

    package let pool: String
    package let time: Range<Int>

    /// Nil if that was before the timeline, or was dropped.
    package let submission: Submission?

    package init(_ number: UInt64, of pool: String, _ time: Range<Int>, submission: Submission? = nil) {
        self.number = number
        self.pool = pool
        self.time = time
        self.submission = submission
    }
}
