// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// What the environment asks of explorations, so that a nightly run can look longer and elsewhere.
public enum ExplorationEnvironment: Sendable {
    /// `THREADING_EXPLORE_SEED`: where random strategies begin.
    public static var seed: UInt64? { number("THREADING_EXPLORE_SEED").flatMap { UInt64($0) } }

    /// `THREADING_EXPLORE_SCHEDULES`: how many schedules an exploration runs that does not say so itself.
    public static var schedules: Int? { number("THREADING_EXPLORE_SCHEDULES").flatMap { Int($0) }.map { max(1, $0) } }

    private static func number(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }
}
