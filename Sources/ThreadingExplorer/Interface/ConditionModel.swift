// Part of swift-threading. Apache-2.0: see LICENSE.

/// What an exploration takes conditions to promise.
public enum ConditionModel: Sendable {
    /// What this package's conditions promise: no thread wakes without having been notified, and the one
    /// that has waited longest is notified first.
    case promised

    /// What POSIX, Java and Python promise: any waiting thread may be the one that is notified, and a thread
    /// may wake without having been notified (each once a schedule, so that schedules end).
    ///
    /// For code that is to be right on other systems, too.
    case portable
}
