// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What one thread waits for and holds.
///
/// Written by its thread, and by one that releases a lock which this thread holds; read by anybody.
final class ThreadRecord: @unchecked Sendable {
    // Unchecked: `session`, `wait`, `holds` and `lastNumber` are guarded by `guardWord`; the rest is the thread's own.

    /// A wait, from its beginning.
    struct Wait: Sendable {
        let kind: WaitReason.Kind
        let object: UInt
        let start: UInt64
        let deadline: UInt64

        /// No other wait or hold of the thread has it.
        let number: UInt64

        /// Whether it is a wait for a tracked lock, sleeps included.
        let isForTrackedLock: Bool

        /// Whether no time ends it.
        var isForEver: Bool { deadline == .max }
    }

    /// A tracked lock that the thread has taken.
    struct Hold: Sendable {
        let lock: UInt
        let start: UInt64
        let number: UInt64
    }

    /// What the thread does at one moment.
    struct Look: Sendable {
        var wait: Wait?
        var holds: [Hold] = []
    }

    private let guardWord = LockWord(isExplorable: false)
    private var session: UInt64 = 0
    private var wait: Wait?
    private var holds: [Hold] = []
    private var lastNumber: UInt64 = 0

    /// Orders of locks that need not be looked up any more; the thread's own.
    var knownOrders = KnownOrders()

    /// Whether the thread is reporting a violation: the report's own locks are not looked at.
    var isReporting = false

    // MARK: The thread's own side

    func willLock(_ lock: UInt, until deadline: Deadline, session: UInt64) {
        change(session) {
            wait = makeWait(WaitReason(.lock, object: lock), deadline, isForTrackedLock: true)
        }
    }

    func didLock(_ lock: UInt, wasTaken: Bool, session: UInt64) {
        change(session) {
            wait = nil
            if wasTaken { holds.append(Hold(lock: lock, start: MonotonicTime.now, number: nextNumber())) }
        }
    }

    func willSleep(_ reason: WaitReason, until deadline: Deadline, session: UInt64) {
        change(session) {
            // The sleeps of one wait for a tracked lock are one wait.
            if wait == nil { wait = makeWait(reason, deadline, isForTrackedLock: false) }
        }
    }

    func didWake(session: UInt64) {
        change(session) {
            if wait?.isForTrackedLock == false { wait = nil }
        }
    }

    /// The locks that the thread holds, the oldest first.
    func heldLocks(session: UInt64) -> [UInt] { look(session: session).holds.map(\.lock) }

    // MARK: Anybody's

    /// Forgets a hold; whether there was one.
    func release(_ lock: UInt, session: UInt64) -> Bool {
        change(session) {
            // From the end: locks are released in the reverse order, mostly.
            guard let index = holds.lastIndex(where: { $0.lock == lock }) else { return false }
            holds.remove(at: index)
            return true
        }
    }

    func look(session: UInt64) -> Look {
        guardWord.lock()
        defer { guardWord.unlock() }
        return self.session == session ? Look(wait: wait, holds: holds) : Look()
    }

    // MARK: Under the guard

    private func change<Result>(_ session: UInt64, _ body: () -> Result) -> Result {
        guardWord.lock()
        defer { guardWord.unlock() }
        if self.session != session {
            // Of a recording that is over, and that may not have been told how this ended.
            self.session = session
            wait = nil
            holds = []
        }
        return body()
    }

    private func makeWait(_ reason: WaitReason, _ deadline: Deadline, isForTrackedLock: Bool) -> Wait {
        Wait(
            kind: reason.kind,
            object: reason.object,
            start: MonotonicTime.now,
            deadline: deadline.nanoseconds,
            number: nextNumber(),
            isForTrackedLock: isForTrackedLock
        )
    }

    private func nextNumber() -> UInt64 {
        lastNumber += 1
        return lastNumber
    }
}
