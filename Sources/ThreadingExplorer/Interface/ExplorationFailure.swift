// Part of swift-threading. Apache-2.0: see LICENSE.

/// A schedule under which a test fails.
///
/// Its description is what a test's log should show: what is wrong, what each thread waits for, the steps
/// in a column for each thread, and the line that runs the same schedule again.
public struct ExplorationFailure: Error, Sendable {
    /// What went wrong.
    public enum Kind: String, Sendable {
        /// No thread can go on.
        case deadlock = "deadlock"

        /// No thread can go on, and one waits for a notification that came too early or went to another.
        case lostWakeUp = "lost wake-up"

        /// An ``expect(_:_:fileID:line:)`` did not hold.
        case expectation = "failed expectation"

        /// Two threads touched the same memory, one of them to write, and nothing ordered them.
        case dataRace = "data race"

        /// The test, or a thread of it that nobody joined, threw an error.
        case error = "uncaught error"

        /// A schedule did not come to an end.
        case livelock = "livelock"

        /// The test did not do the same thing when it was run in the same way.
        case nondeterminism = "nondeterminism"

        /// A thread blocks on something that the explorer does not control.
        case stall = "stall"

        /// An object was used in a way that the exploration cannot follow, or that it does not allow.
        case misuse = "misuse"
    }

    /// What went wrong.
    public let kind: Kind

    /// What went wrong, in a sentence or two, without the schedule.
    public let message: String

    /// The shortest schedule that was found to fail so, to be given to
    /// ``explore(replaying:stepLimit:conditions:fileID:line:_:)``.
    public let schedule: String

    /// How many schedules were run before one failed, that one included.
    public let schedules: Int

    /// What ``schedule`` does, step by step.
    public let trace: String

    /// The whole text.
    public let description: String
}

extension ExplorationFailure: CustomStringConvertible {}
