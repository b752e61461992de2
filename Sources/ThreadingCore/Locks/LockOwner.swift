// Part of swift-threading. Apache-2.0: see LICENSE.

public import CThreading
public import Synchronization

/// Which thread owns a recursive lock, and how often it has taken it: beside the ``LockWord``, in release
/// builds, too.
///
/// Threads are told apart by numbers that are never given twice. The address of a thread's own memory, which
/// would do for the living ones, goes to the next thread with the stack: one that starts after a thread has
/// ended without releasing its lock would be taken for the owner.
///
/// All accesses are relaxed. The only question that anybody asks of the number is «is it me?», and the answer was
/// written by the asking thread itself or cannot equal its number. The levels are the owner's alone, and are an
/// atomic only because a constant stored property cannot change otherwise: its accesses are plain moves.
@usableFromInline
package struct LockOwner: ~Copyable, Sendable {
    @usableFromInline let number = Atomic<UInt>(0)
    @usableFromInline let count = Atomic<Int>(0)

    @inlinable
    package init() {}

    /// Whether the calling thread is the owner.
    @inlinable package var isCaller: Bool {
        @inline(__always) get { number.load(ordering: .relaxed) == UInt(ct_thread_identity()) }
    }

    /// How often the owner has taken the lock; for the owner alone to ask.
    @inlinable package var levels: Int {
        @inline(__always) get { count.load(ordering: .relaxed) }
    }

    /// Makes the calling thread the owner; it has just taken the word.
    @inlinable @inline(__always)
    package func begin(levels: Int = 1) {
        number.store(UInt(ct_thread_identity()), ordering: .relaxed)
        count.store(levels, ordering: .relaxed)
    }

    /// The owner takes the lock once more, or gives a level back.
    @inlinable @inline(__always)
    package func change(levels: Int) { count.store(levels, ordering: .relaxed) }

    /// Makes nobody the owner; the caller is about to release the word, and may not come here afterwards.
    @inlinable @inline(__always)
    package func end() {
        number.store(0, ordering: .relaxed)
    }
}
