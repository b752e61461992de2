// Part of swift-threading. Apache-2.0: see LICENSE.

/// When work that is done again is due; see ``ThreadPool/schedule(every:_:atOnce:priority:_:)``.
public enum SchedulePace: Sendable {
    /// An interval after it was due last.
    case fixedRate

    /// An interval after it has ended.
    case fixedDelay
}
