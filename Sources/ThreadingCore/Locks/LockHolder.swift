// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading
internal import Synchronization

/// Which thread holds a lock, in debug builds.
///
/// All accesses are relaxed: the only question asked is «is it me?», and the answer to that was
/// written by the asking thread itself or cannot equal its identity.
@usableFromInline
package struct LockHolder: ~Copyable, Sendable {
    private let identity = Atomic<UInt>(0)

    package init() {}

    @usableFromInline
    package func note() { identity.store(UInt(ct_thread_identity()), ordering: .relaxed) }

    @usableFromInline
    package func forget() { identity.store(0, ordering: .relaxed) }

    package var isCaller: Bool { identity.load(ordering: .relaxed) == UInt(ct_thread_identity()) }
}
