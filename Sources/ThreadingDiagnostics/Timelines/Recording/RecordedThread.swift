// Part of swift-threading. Apache-2.0: see LICENSE.

/// All that a thread has told, before anything is made of it.
struct RecordedThread: Sendable {
    let name: String

    /// The thread's number; nil for one that has never asked who it is.
    let id: UInt64?

    /// Whether it may have begun at any time without telling anybody.
    let isForeign: Bool

    let nativeID: UInt64
    let events: [TimelineEvent]
    let names: [String]

    /// How many events came when there was no room left.
    let dropped: Int
}
