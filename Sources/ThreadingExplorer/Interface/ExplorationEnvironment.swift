// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// What the environment asks of explorations, so that a nightly run can look longer and elsewhere.
public enum ExplorationEnvironment: Sendable {
    /// `THREADING_EXPLORE_SEED`: where random strategies begin.
    public static var seed: UInt64? { number("THREADING_EXPLORE_SEED").flatMap { UInt64($0) } }

    /// `THREADING_EXPLORE_SCHEDULES`: how many schedules an exploration runs that does not say so itself.
    public static var schedules: Int? { number("THREADING_EXPLORE_SCHEDULES").flatMap { Int($0) }.map { max(1, $0) } }

    /// `THREADING_EXPLORE_TIME_FACTOR`: how many times longer every limit of real time is, 1 to 1,000,000; 1 if unset.
    ///
    /// For runs that look longer, and for machines that are slow: the time that an exploration may take, that it spends on
    /// shortening a failure, and after which a thread that does not come back is given up.
    public static var timeFactor: Int {
        number("THREADING_EXPLORE_TIME_FACTOR").flatMap { Int($0) }.map { min(max(1, $0), 1_000_000) } ?? 1
    }

    /// A limit of real time, as long as the environment wants it.
    static func stretched(_ limit: Duration) -> Duration {
        // Beyond this, nobody lives to see the difference, and the product might not be a duration.
        limit < .seconds(1_000_000_000) ? limit * timeFactor : limit
    }

    private static func number(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }
}
