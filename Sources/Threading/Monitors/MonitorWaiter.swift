// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A thread that waits in a ``Monitor``, and for what.
@usableFromInline
final class MonitorWaiter<State>: @unchecked Sendable {
    // Unchecked: `isAwake` is guarded by the monitor's lock.
    let predicate: @Sendable (State) -> Bool

    /// A place to sleep of its own, so that it can be woken by itself.
    let queue = WaiterQueue()

    /// Whether it does not sleep: it was notified, or has not fallen asleep yet.
    var isAwake = true

    init(_ predicate: @escaping @Sendable (State) -> Bool) {
        self.predicate = predicate
    }
}
