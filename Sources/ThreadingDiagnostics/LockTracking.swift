// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Whether it is known who holds which lock.
///
/// A lock keeps no owner on its fast path, so nobody knows who holds it. A `Lock`, a `Locked` or a `RecursiveLock` that is made
/// while this is on takes a slow path, and tells each time it is taken and released: some 100 ns more an operation,
/// for as long as the lock lives. Locks that were made before stay as they are, so switch it on first thing in `main`.
public enum LockTracking: Sendable {
    /// Whether locks that are made from now on are tracked.
    public static var isOn: Bool {
        get { Observation.tracksLocks }
        set { Observation.tracksLocks = newValue }
    }
}
