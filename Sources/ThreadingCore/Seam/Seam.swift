// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// What an explorer of interleavings puts in the place of the waiting core, for the threads it runs.
///
/// A lock or condition that is born on an explored thread gets a number from ``makeObject(_:)``. A
/// lock keeps it in its word, with ``Seam/managedBit``: the inlined fast path expects 0 or 1 there, so
/// it fails, and the slow path comes here. The fast path itself knows nothing of it, which is why
/// the seam costs production nothing. Everything above locks, conditions, threads and the clock is
/// built from them and needs no seam of its own.
package protocol ExplorerSeam: AnyObject {
    /// A number for a new object, less than ``Seam/managedBit`` and never zero.
    func makeObject(_ kind: Seam.ObjectKind) -> UInt32

    func lock(_ lock: UInt32, until deadline: Deadline) -> Bool
    func unlock(_ lock: UInt32)
    func isLocked(_ lock: UInt32) -> Bool

    /// Releases the lock, waits to be notified, and takes the lock again; whether it was notified.
    func wait(on condition: UInt32, releasing lock: UInt32, until deadline: Deadline) -> Bool
    func notify(_ condition: UInt32, count: Int)

    /// Runs the body as a thread that the explorer controls. The body ends with ``exitThread()``.
    func startThread(_ thread: UInt64, name: String, body: @escaping @Sendable () -> Void)
    func join(_ thread: UInt64, until deadline: Deadline) -> Bool

    /// Nanoseconds of the virtual clock.
    func now() -> UInt64
    func sleep(until deadline: Deadline)
}

package enum Seam {
    package enum ObjectKind: Sendable { case lock, condition }

    /// The bit of a lock's word that says: an explorer owns it, the rest is its number.
    package static let managedBit: UInt32 = 0x8000_0000

    /// The explorer that runs the calling thread; `nil` in production.
    @inline(__always)
    package static var current: (any ExplorerSeam)? {
        guard let slot = unsafe ct_seam() else { return nil }
        // Sound: `withSeam` keeps the box alive for as long as its pointer is in the slot.
        return unsafe Unmanaged<SeamBox>.fromOpaque(slot).takeUnretainedValue().seam
    }

    /// Runs the body with `seam` as the calling thread's explorer.
    package static func withSeam<R, E: Error>(_ seam: any ExplorerSeam, _ body: () throws(E) -> R) throws(E) -> R {
        let box = SeamBox(seam)
        let outer = unsafe ct_seam()
        unsafe ct_set_seam(Unmanaged.passUnretained(box).toOpaque())
        defer {
            unsafe ct_set_seam(outer)
            withExtendedLifetime(box) {}
        }
        return try body()
    }
}

/// One pointer's worth of an existential, which itself is two.
private final class SeamBox {
    let seam: any ExplorerSeam

    init(_ seam: any ExplorerSeam) {
        self.seam = seam
    }
}
