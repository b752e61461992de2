// Part of swift-threading. Apache-2.0: see LICENSE.

public import CThreading
public import Synchronization

/// Which thread owns a recursive lock: beside the ``LockWord``, in release builds, too.
///
/// Threads are told apart by numbers that are never given twice. The address of a thread's own memory, which
/// would do for the living ones, goes to the next thread with the stack: one that starts after a thread has
/// ended without releasing its lock would be taken for the owner.
///
/// A thread has no number until it needs one, and then is not the owner of anything: the number of nobody is not zero, so
/// that a thread without one needs no test of its own.
///
/// All accesses are relaxed. The only question that anybody asks of the number is «is it me?», and the answer was
/// written by the asking thread itself or cannot equal its number.
@usableFromInline
package struct LockOwner: ~Copyable, Sendable {
    @usableFromInline let number = Atomic<UInt>(.max)

    @inlinable
    package init() {}

    /// Whether the calling thread is the owner.
    @inlinable package var isCaller: Bool {
        @inline(__always) get { number.load(ordering: .relaxed) == UInt(ct_known_identity()) }
    }

    /// Makes the calling thread the owner; it has just taken the word.
    @inlinable @inline(__always)
    package func begin() {
        number.store(UInt(ct_thread_identity()), ordering: .relaxed)
    }

    /// Makes nobody the owner; the caller is about to release the word, and may not come here afterwards.
    @inlinable @inline(__always)
    package func end() {
        number.store(.max, ordering: .relaxed)
    }
}
