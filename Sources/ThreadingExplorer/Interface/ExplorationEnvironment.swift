// Part of swift-threading. Apache-2.0: see LICENSE.

/// What the environment asks of explorations, so that a nightly run can look longer and elsewhere.
public enum ExplorationEnvironment: Sendable {
    /// `THREADING_EXPLORE_SEED`: where random strategies begin.
    public static var seed: UInt64? { nil }

    /// `THREADING_EXPLORE_SCHEDULES`: how many schedules an exploration runs that does not say so itself.
    public static var schedules: Int? { nil }
}
