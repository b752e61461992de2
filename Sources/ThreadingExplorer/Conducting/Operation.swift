// Part of swift-threading. Apache-2.0: see LICENSE.

/// What a thread stands before, or has done.
enum Operation: UInt8, Sendable {
    case start, end
    case lock, lockTimed, tryLock, isLocked, unlock
    case wait, notify
    case load, store, update
    case read, write
    case spawn, join, isAlive
    case sleep, yield
    case choose
    case outsideLock
}

/// An operation with what it is about: objects and threads by their numbers.
struct PendingOperation: Sendable, Equatable {
    var operation = Operation.start
    var object: Int32 = 0

    /// The lock that a wait takes again at its end.
    var lock: Int32 = 0
}
