// Part of swift-threading. Apache-2.0: see LICENSE.

/// What an exploration that found no failure has seen.
public struct ExplorationReport: Sendable {
    /// How far an exploration came.
    public enum Outcome: Sendable, Equatable {
        /// Every schedule that can make a difference has passed: of this test, with these inputs, with at most
        /// the preemptions that were allowed, and with memory that is sequentially consistent.
        case exhausted(schedules: Int)

        /// The budget of schedules or of time was used up before that.
        case budget(schedules: Int)
    }

    /// How far it came.
    public let outcome: Outcome

    /// With how many preemptions at the most, if there was a bound.
    public let preemptions: Int?

    /// How long it took.
    public let duration: Duration

    /// The number of steps in the longest schedule.
    public let longestSchedule: Int

    /// What the reader should know: why an exploration that came to its end proves less than it seems to.
    public let remarks: [String]

    /// How many schedules were run.
    public var schedules: Int {
        switch outcome {
        case .exhausted(let schedules), .budget(let schedules): schedules
        }
    }

    /// Whether every schedule that can make a difference has passed.
    public var isExhausted: Bool {
        if case .exhausted = outcome { true } else { false }
    }
}

extension ExplorationReport: CustomStringConvertible {
    /// A sentence, and the remarks.
    public var description: String {
        let count = schedules == 1 ? "1 schedule" : "\(schedules) schedules"
        let all =
            switch preemptions {
            case nil, Int.max?: "every distinct schedule"
            case 1?: "every schedule with at most 1 preemption"
            case let bound?: "every schedule with at most \(bound) preemptions"
            }
        let verdict = isExhausted ? "\(all) has passed: \(count)" : "\(count) passed; there are more"
        return ([verdict] + remarks).joined(separator: "\n")
    }
}
