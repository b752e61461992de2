// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// How long an operation of a queue may wait: a deadline, for code that is inlined into other modules.
@usableFromInline
struct QueueLimit: Sendable {
    let deadline: Deadline

    init(_ deadline: Deadline) {
        self.deadline = deadline
    }

    @usableFromInline
    init(for duration: Duration?) {
        self.init(Deadline(after: duration))
    }

    @usableFromInline
    init(until instant: ContinuousClock.Instant) {
        self.init(Deadline(instant))
    }

    @usableFromInline static var never: QueueLimit { QueueLimit(.never) }
    @usableFromInline static var immediate: QueueLimit { QueueLimit(.immediate) }
}
