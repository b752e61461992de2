// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A lock that many threads hold to read, or one holds to write: all read and nobody writes, or one writes and nobody
/// reads.
///
/// Prefer ``ReadWriteLocked``, which owns what it guards. Use either where reading takes microseconds and more, and
/// writing is rare. To come in and to leave takes four atomic instructions where ``Lock`` takes two, all at one place in
/// memory, and a writer that has to wait is woken for its turn. So for a short look, or where many write, a plain
/// ``Lock`` or ``Locked`` is faster, whatever the number of readers.
///
/// ```swift
/// let files = ReadWriteLock()
/// // many threads
/// files.withReadLock { search(folder) }
/// // one now and then
/// files.withWriteLock { rebuild(folder) }
/// ```
///
/// | | free | read | read upgradably | written |
/// | --- | --- | --- | --- | --- |
/// | ``lockForReading()`` | comes in | comes in ¹ | comes in ¹ | blocks |
/// | ``lockForUpgradableReading()`` | comes in ¹ | comes in ¹ | blocks | blocks |
/// | ``lockForWriting()`` | comes in | blocks | blocks | blocks |
/// | ``upgrade()`` | precondition failure | precondition failure | blocks until it reads alone | precondition failure |
/// | ``downgradeToReading()`` | precondition failure | precondition failure | reads | reads |
///
/// ¹ Unless a writer waits, or somebody waits to upgrade.
///
/// Each has a form with `IfAvailable`, which never blocks, and with `for:` and `until:`, which give up in time. None
/// of them overtakes: a reader that only tries is refused also while a writer waits.
///
/// **Upgrade**: of the threads that read, one at a time may do so *upgradably*, beside any number of plain readers. It
/// alone may go on to write without giving up what it has read: nobody writes in between. Two plain readers that both
/// waited for the other to leave would wait for ever, which is why they cannot.
///
/// **Blocking**: a reader waits for one writer at the most: those that come while a writer waits are let in, all
/// together, when it has left, and go before the next one. Writers and upgradable readers come in in the order in
/// which they came. So neither side starves, whatever the other does. The lock is given to the thread that is next,
/// and cannot be caught by another meanwhile.
///
/// **Ordering**: everything done before a thread has left is visible to those who are let in after it: what a writer
/// did, to all; what a reader did, to writers.
///
/// **Precondition**: the thread that came in is the one that leaves, and in the same way. In a debug build that is
/// checked of writers; a release build checks only that somebody is in. No thread comes in twice: it would wait for
/// itself, as soon as a writer waits between its two reads.
///
/// - Complexity: O(1); giving up in a line of n writers is O(n).
///
/// **Python**: none. Java's `ReentrantReadWriteLock` in fair mode is close, but re-entrant and without an upgrade.
public final class ReadWriteLock: @unchecked Sendable {
    // Unchecked: `machine` is guarded by `word`, also where turns of it are told.
    private let word = LockWord()
    private var machine = ReadWriteLockStateMachine()

    /// Whether an explorer runs the thread that made it, and so its word.
    private let isExplored = Seam.current != nil

    #if DEBUG
    private let writer = LockHolder()
    #endif

    /// Creates a lock that is free.
    public init() {}

    /// Whether anybody reads, upgradably or not.
    ///
    /// Stale on return: for diagnostics only.
    public var isLockedForReading: Bool { withMachine { $0.readers > 0 || $0.hasUpgradableReader } }

    /// Whether anybody writes.
    ///
    /// Stale on return: for diagnostics only.
    public var isLockedForWriting: Bool { withMachine { $0.isWriting } }

    // MARK: What all forms are made of

    /// Comes in, or is false at the deadline.
    func enter(_ access: ReadWriteLockStateMachine.Access, until deadline: Deadline) -> Bool {
        word.lock()
        defer { word.unlock() }
        if !machine.enter(access) {
            if deadline.isImmediate { return false }
            requireOther()
            let turn = machine.wait(for: access) { makeTurn() }
            guard wait(for: turn, until: deadline) else {
                tell(machine.giveUp(access, turn))
                return false
            }
        }
        if access == .write { noteWriter() }
        return true
    }

    func leave(_ access: ReadWriteLockStateMachine.Access, _ sentence: @autoclosure () -> String) {
        word.lock()
        defer { word.unlock() }
        if access == .write { forgetWriter("released") }
        guard let admitted = machine.leave(access) else { Misuse.stop(sentence()) }
        tell(admitted)
    }

    /// From an upgradable read to a write, or is false at the deadline and still reads upgradably.
    func upgrade(until deadline: Deadline) -> Bool {
        word.lock()
        defer { word.unlock() }
        switch machine.upgrade() {
        case .done: break
        case .isNotUpgradable: Misuse.stop("a read-write lock was upgraded that nobody read upgradably")
        case .mustWait:
            if deadline.isImmediate { return false }
            let turn = makeTurn()
            machine.waitToUpgrade(turn)
            guard wait(for: turn, until: deadline) else {
                tell(machine.giveUpUpgrade())
                return false
            }
        }
        noteWriter()
        return true
    }

    func downgrade(to access: ReadWriteLockStateMachine.Access, _ sentence: @autoclosure () -> String) {
        word.lock()
        defer { word.unlock() }
        if machine.isWriting { forgetWriter("downgraded") }
        guard let admitted = machine.downgrade(to: access) else { Misuse.stop(sentence()) }
        tell(admitted)
    }

    /// Whether the turn has come, at the deadline at the latest.
    private func wait(for turn: ReadWriteLockTurn, until deadline: Deadline) -> Bool {
        // Where conditions are explored as weaker than ours, a thread may wake before its turn; else it is the one round.
        while !turn.hasCome, turn.queue.wait(releasing: word, until: deadline) {}
        // It may have come as the time was over: then the lock is the caller's, and nobody else would ever give it back.
        return turn.hasCome
    }

    private func tell(_ admitted: ReadWriteLockStateMachine.Admitted) {
        admitted.readers?.queue.notifyAll(holding: word)
        admitted.other?.queue.notifyAll(holding: word)
    }

    /// An explorer runs the queue of a turn if it runs the lock's word, and only then.
    private func makeTurn() -> ReadWriteLockTurn {
        isExplored ? ReadWriteLockTurn() : Seam.aside { ReadWriteLockTurn() }
    }

    private func withMachine<Result>(_ body: (ReadWriteLockStateMachine) -> Result) -> Result {
        word.lock()
        defer { word.unlock() }
        return body(machine)
    }

    // MARK: The writer, in debug builds

    /// The caller, who is about to wait, does not wait for itself.
    ///
    /// In an exploration it may: that is a deadlock, which the explorer tells with all its steps.
    private func requireOther() {
        #if DEBUG
        Misuse.unless(
            isExplored || !machine.isWriting || !writer.isCaller,
            "a thread that holds a read-write lock for writing would wait for itself"
        )
        #endif
    }

    private func noteWriter() {
        #if DEBUG
        writer.note()
        #endif
    }

    private func forgetWriter(_ how: StaticString) {
        #if DEBUG
        Misuse.unless(
            !machine.isWriting || writer.isCaller,
            "a read-write lock was \(how) by a thread that did not hold it for writing"
        )
        writer.forget()
        #endif
    }
}
