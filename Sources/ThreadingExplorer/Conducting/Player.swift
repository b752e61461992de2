// Part of swift-threading. Apache-2.0: see LICENSE.

/// A thread of the program under test, for one schedule.
final class Player {
    let index: Int
    let id: UInt64
    let name: String
    let isDaemon: Bool

    /// The thread of the system that plays it.
    let worker: Worker

    /// The object that stands for its end.
    let endObject: Int32

    let whenAbandoned: (@Sendable () -> Void)?

    var pending = PendingOperation()

    /// How many operations it has begun.
    var operations = 0

    /// When its wait is over, in the clock's nanoseconds.
    var deadline = UInt64.max

    /// The request to stop that would end its wait; zero if none.
    var stop: Int32 = 0

    var hasEnded = false

    /// Its first operation follows its start at once: what is before it, nobody else can see.
    var isFresh = true

    /// Whether it was notified, and by which step, unless its time had been over before.
    var isNotified = false
    var notifyingStep: Int32 = -1

    /// The step of the clock in which its time was over, and that in which it ended.
    var expiringStep: Int32 = -1
    var endStep: Int32 = -1

    /// Whether it is let go without a notification, and whether it ever was: once is enough to find who does
    /// not look again, and more would be schedules without end.
    var wakesSpuriously = false
    var hasWokenSpuriously = false

    /// What tells whether the lock from outside that it waits for is free.
    var outsideLockIsFree: (() -> Bool)?

    /// Where it stands, if a recorder looks.
    var location: SourceLocation?

    /// How often it has looked without anything having changed, and how much had changed at the last look.
    var looks = 0
    var changesSeen = -1

    /// It wants others to go first.
    var isPolite = false

    init(
        index: Int,
        id: UInt64,
        name: String,
        isDaemon: Bool,
        worker: Worker,
        endObject: Int32,
        whenAbandoned: (@Sendable () -> Void)?
    ) {
        self.index = index
        self.id = id
        self.name = name
        self.isDaemon = isDaemon
        self.worker = worker
        self.endObject = endObject
        self.whenAbandoned = whenAbandoned
    }
}
