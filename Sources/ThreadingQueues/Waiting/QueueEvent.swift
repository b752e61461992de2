// Part of swift-threading. Apache-2.0: see LICENSE.

public import Synchronization
internal import ThreadingCore

/// Those who wait for one side of a queue, for an element or for room, the longest waiting first.
///
/// A queue changes without this, tells of it by ``notify()``, and pays one load for that while nobody waits.
///
/// **Why no wake-up is lost.** One who waits first counts itself, then looks at the queue once more, then sleeps. One who
/// changes the queue first publishes the change, then looks at the count. All four are sequentially consistent, so either
/// the one sees the change, or the other the count (Dekker's argument). The queue must therefore publish by a
/// sequentially consistent operation, or by one under a lock that `isReady` takes as well.
///
/// **A notification is for one.** It takes the waiter off the list at once, so a second change while the first waiter wakes
/// up goes to the second waiter, or costs nothing. Whoever was notified either takes what is there, or finds nothing
/// because somebody faster was there, or passes the notification on.
@usableFromInline
final class QueueEvent: @unchecked Sendable {
    // Unchecked: the list is guarded by `lock`.
    let lock = LockWord()

    /// How many wait.
    ///
    /// No step that an explorer sees: which of the four comes first, the steps of the queue itself say, see above.
    @usableFromInline let waiting = Atomic(0)

    /// For those who look about before they wait here.
    let pauseLimit = PauseLimit()

    private var waiters = NodeList<QueueWaiter>()

    // Apart from what every operation reads.
    private let apart = CacheLine()
    private let collisions = Collisions()

    /// What observers call the event.
    var identity: UInt { lock.identity }

    /// Whether anybody waits.
    ///
    /// Stale on return. Sequentially consistent: see above.
    @inlinable @inline(__always)
    var isAwaited: Bool { waiting.load(ordering: .sequentiallyConsistent) != 0 }

    /// The queue has changed: tells the one who has waited longest, if anybody waits.
    @inlinable @inline(__always)
    func notify() {
        if isAwaited { notifySlowly() }
    }

    @usableFromInline @inline(never)
    func notifySlowly() {
        lock.lock()
        let waiter = waiters.first
        if let waiter {
            remove(waiter)
            // The thread still has to take the lock: it is released below.
            if waiter.listener == nil { waiter.turn.notify(holding: lock) }
        }
        lock.unlock()
        waiter?.listener?.wasNotified(by: self)
    }

    /// The queue has changed for good: tells all who wait.
    func notifyAll() {
        lock.lock()
        var told: [any QueueListener] = []
        while let waiter = waiters.first {
            remove(waiter)
            if let listener = waiter.listener { told.append(listener) } else { waiter.turn.notify(holding: lock) }
        }
        lock.unlock()
        for listener in told { listener.wasNotified(by: self) }
    }

    /// Waits to be notified, unless the queue is ready.
    ///
    /// - Parameters:
    ///   - deadline: when to give up.
    ///   - isReady: whether waiting has become needless; looks at the queue, and takes no lock but the queue's.
    /// - Returns: whether to try again; false at the deadline.
    func wait(until deadline: Deadline, unless isReady: () -> Bool) -> Bool {
        let waiter = QueueWaiter(nil, identity: identity)
        lock.lock()
        defer { lock.unlock() }
        append(waiter)
        if isReady() {
            remove(waiter)
            return true
        }
        if waiter.turn.wait(releasing: lock, until: deadline) { return true }
        // Notified just after it gave up: the notification is this thread's all the same.
        guard waiter.isLinked else { return true }
        remove(waiter)
        return false
    }

    /// Others that do the same as the caller were in its way: stays away from them.
    ///
    /// - Parameters:
    ///   - round: how often in a row; counts up.
    ///   - room: how many elements the queue has room for: with little, the others soon wait for this thread.
    @usableFromInline @inline(never)
    func stayAway(_ round: inout Int, room: Int) {
        let pauses = 1 << min(round, 6)
        round += 1
        if room >= 16 {
            collisions.stayAway(pausing: pauses)
        } else if Spin.isUseful {
            Spin.pause(pauses)
        }
    }

    // MARK: Listeners

    /// Has the listener told of the next change that is for it.
    ///
    /// The caller looks at the queue afterwards: what changed before is not told.
    ///
    /// - Returns: its place, by which to stop listening.
    func add(_ listener: any QueueListener) -> QueueWaiter {
        let waiter = QueueWaiter(listener, identity: identity)
        lock.lock()
        append(waiter)
        lock.unlock()
        return waiter
    }

    /// Whether it still waited; if not, it was notified, or is being so, and owes what ``QueueListener`` says.
    func remove(listening waiter: QueueWaiter) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        guard waiter.isLinked else { return false }
        remove(waiter)
        return true
    }

    // MARK: The list, under the lock

    private func append(_ waiter: QueueWaiter) {
        waiters.append(waiter)
        // Sequentially consistent: before the look at the queue, see above.
        waiting.wrappingAdd(1, ordering: .sequentiallyConsistent)
    }

    private func remove(_ waiter: QueueWaiter) {
        guard waiters.remove(waiter) else { return }
        // Relaxed: a count that is too high for a moment costs an idle look under the lock.
        waiting.wrappingSubtract(1, ordering: .relaxed)
    }
}
