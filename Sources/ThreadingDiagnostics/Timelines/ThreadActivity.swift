// Part of swift-threading. Apache-2.0: see LICENSE.

/// The sums of what one thread did in a timeline.
public struct ThreadActivity: Sendable, Equatable {
    /// What the thread is called.
    public let name: String

    /// How long it did not wait for anything of this package.
    public let running: Duration

    /// How long it waited.
    public let waiting: Duration

    /// How long it held a tracked lock, or several, running or waiting.
    public let holding: Duration

    /// How many tasks of pools it began.
    public let tasks: Int
}

extension Timeline {
    /// The sums of each thread, in the order of their start.
    ///
    /// - Complexity: O(*n* log *n*) in the number of events.
    public var threads: [ThreadActivity] {
        lanes.map { lane in
            let waiting = lane.waits.reduce(0) { $0 + $1.time.count }
            return ThreadActivity(
                name: lane.name,
                running: .nanoseconds(lane.life.count - waiting),
                waiting: .nanoseconds(waiting),
                holding: .nanoseconds(Self.covered(by: lane.holds)),
                tasks: lane.tasks.count
            )
        }
    }

    /// How much time the spans cover, which may overlap.
    private static func covered(by spans: [TimelineSpan]) -> Int {
        var (sum, end) = (0, 0)
        for span in spans.sorted(by: { $0.time.lowerBound < $1.time.lowerBound }) {
            sum += max(0, span.time.upperBound - max(end, span.time.lowerBound))
            end = max(end, span.time.upperBound)
        }
        return sum
    }
}
