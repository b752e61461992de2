// Part of swift-threading. Apache-2.0: see LICENSE.

/// A lock that many threads hold to read, or one holds to write: all read and nobody writes, or one writes and nobody
/// reads.
///
/// Prefer ``ReadWriteLocked``, which owns what it guards. Use either where reading is frequent and writing is not. To
/// read takes two atomic instructions, as ``Lock`` does, but in a place that few other threads touch: so readers do not
/// slow each other down. To write takes two as well, and a look at all those places. Where every other thread writes, a
/// plain ``Lock`` or ``Locked`` is faster.
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
/// and cannot be caught by another meanwhile. All this is of threads that wait: one that comes to a lock that is held
/// looks at it for some microseconds first, and only then stands in line. A reader that is coming in counts as one that
/// reads, for those who only try to write.
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
public final class ReadWriteLock: Sendable {
    let storage = ReadWriteLockStorage<AtomicReadWriteWord>()

    /// Creates a lock that is free.
    public init() {}

    /// What observers call the lock.
    package var identity: UInt { storage.identity }

    /// Whether anybody reads, upgradably or not.
    ///
    /// Stale on return: for diagnostics only.
    public var isLockedForReading: Bool { storage.isRead }

    /// Whether anybody writes.
    ///
    /// Stale on return: for diagnostics only.
    public var isLockedForWriting: Bool { storage.isWritten }
}
