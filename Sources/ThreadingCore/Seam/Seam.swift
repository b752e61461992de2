// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// What an explorer of interleavings puts in the place of the waiting core, for the threads it runs.
///
/// A lock, condition or atomic cell that is born on an explored thread gets a number from
/// ``makeObject(_:)``. A lock keeps it in its word, with ``Seam/managedBit``: the inlined fast path
/// expects 0 or 1 there, so it fails, and the slow path comes here. The fast path itself knows nothing
/// of it, which is why the seam costs production nothing. Everything above locks, conditions, cells,
/// threads and the clock is built from them and needs no seam of its own.
package protocol ExplorerSeam: AnyObject {
    /// A number for a new object, less than ``Seam/managedBit`` and never zero.
    func makeObject(_ kind: Seam.ObjectKind) -> UInt32

    /// Takes the lock, or is false at the deadline; an immediate one only looks.
    func lock(_ lock: UInt32, until deadline: Deadline) -> Bool
    func unlock(_ lock: UInt32)
    func isLocked(_ lock: UInt32) -> Bool

    /// Whether the calling thread has it: a check of the caller's own, which is no step of the program.
    func isHeldByCaller(_ lock: UInt32) -> Bool

    /// Releases the lock, waits to be notified, and takes the lock again; whether it was notified.
    func wait(on condition: UInt32, releasing lock: UInt32, until deadline: Deadline) -> Bool
    func notify(_ condition: UInt32, count: Int)

    /// The calling thread is about to do this to the cell, and does it before it calls the explorer again.
    func access(_ cell: UInt32, _ kind: Seam.AccessKind)

    /// The update that the calling thread has just made left the cell as it was.
    func accessChangedNothing(_ cell: UInt32)

    /// Waits of threads whose ``StopState`` has this number, and that take heed, are over: somebody has asked to stop.
    ///
    /// Follows ``access(_:_:)`` to it, in the same step.
    func endWaits(heeding stop: UInt32)

    /// What a new thread is called that is given no name.
    func nameForThread() -> String

    /// Runs the body as a thread that the explorer controls, aside: what belongs to the program under test
    /// it brings into the open itself, between ``endAside()`` and ``beginAside()``.
    ///
    /// `whenAbandoned` is called in its place, by anybody, if the thread is given up before its end.
    func startThread(
        _ thread: UInt64,
        name: String,
        isDaemon: Bool,
        whenAbandoned: @escaping @Sendable () -> Void,
        body: @escaping @Sendable () -> Void
    )
    func join(_ thread: UInt64, until deadline: Deadline) -> Bool

    /// Nobody asked for the error that a thread has ended with, and nobody can any more.
    func noteUnreadError(_ error: any Error, of name: String)

    /// Nanoseconds of the virtual clock.
    func now() -> UInt64
    func sleep(until deadline: Deadline)

    /// Waits until a lock that was made outside the exploration seems free; false at the deadline.
    func waitForOutsideLock(until deadline: Deadline, isFree: () -> Bool) -> Bool

    /// The calling thread would block on something that the explorer does not know of: ends the exploration.
    func refuse(_ sentence: String) -> Never

    /// Between these, what the calling thread does is no part of the program under test.
    func beginAside()
    func endAside()

    /// The one object of its type that the program under test has in this schedule, made by whoever is first to ask:
    /// what in production would be one for the process.
    func local<Object: AnyObject>(_ make: () -> Object) -> Object
}

extension ExplorerSeam {
    /// For those that run no program.
    package func local<Object: AnyObject>(_ make: () -> Object) -> Object {
        Misuse.stop("this explorer has no schedule to keep an object in")
    }
}

package enum Seam {
    package enum ObjectKind: Sendable { case lock, condition, cell, stop }
    package enum AccessKind: Sendable { case load, store, update }

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

    /// Runs the package's own book-keeping, which no explored program is about: its locks are real ones,
    /// and what they order is hidden from Thread Sanitizer, since the program does not order it.
    package static func aside<R: ~Copyable, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
        guard let seam = current else { return try body() }
        let slot = unsafe ct_seam()
        seam.beginAside()
        ct_set_seam(nil)
        defer {
            unsafe ct_set_seam(slot)
            seam.endAside()
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
