// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Something that a thread has told of itself; 24 bytes, since there are many.
struct TimelineEvent: Sendable {
    enum Kind: Sendable, Equatable {
        /// The recording begins on this thread.
        case began
        case started, ended
        case willSleep(WaitReason.Kind)
        case didWake(WaitReason.Kind)
        case willLock, tookLock, gaveUpLock, willUnlock
        /// `detail` is the number of its elements.
        case depth
        /// `detail` is the place of the name among those of the log.
        case named
        /// `detail` is the place of the pool's name among those of the log.
        case task(TaskEvent)

        /// Whether the thread was there before it.
        var isEnd: Bool {
            switch self {
            case .began, .ended, .didWake, .gaveUpLock, .willUnlock, .task(.ended): true
            default: false
            }
        }
    }

    /// Nanoseconds of the monotonic clock.
    let time: UInt64

    /// An address, or the number of a task.
    let object: UInt64

    let detail: UInt32
    let kind: Kind
}
