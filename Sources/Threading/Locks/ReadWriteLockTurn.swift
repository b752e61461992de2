// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What a thread waits for that a ``ReadWriteLock`` could not let in at once: its turn.
///
/// A writer and an upgradable reader have one each, so that the lock can be given to exactly the thread that is next.
/// The readers that wait together are let in together, and share one.
final class ReadWriteLockTurn: @unchecked Sendable {
    // Unchecked: `hasCome` is guarded by the lock's word.

    let queue: WaiterQueue

    /// Whether the lock was given to those who wait for this.
    ///
    /// It goes before the end of a wait: a thread whose time was over as its turn came has the lock, and nobody else does.
    var hasCome = false

    /// - Parameter identity: what observers call the lock, so that all who wait for it wait for one object.
    init(identity: UInt = 0) {
        queue = WaiterQueue(.lock, identity: identity)
    }
}
