// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization

/// What one thread has for one thread local.
@usableFromInline
package class LocalCell: @unchecked Sendable {
    // Unchecked: `isInUse`, and the value of a `ValueCell`, are touched by the cell's own thread alone.

    private static let made = Atomic<UInt64>(0)

    /// Later cells have greater ones.
    // Relaxed: a number that stands for itself.
    let number = LocalCell.made.wrappingAdd(1, ordering: .relaxed).newValue

    /// Whether its thread, and nobody else touches it, is in the middle of a use.
    @exclusivity(unchecked) @usableFromInline final var isInUse = false

    init() {}

    /// Its thread is about to use the value.
    @inlinable @inline(__always)
    package final func beginUse() {
        // Sound, here and below: its thread is the only one that looks.
        if unsafe isInUse { refuseUse() }
        unsafe isInUse = true
    }

    @inlinable @inline(__always)
    package final func endUse() { unsafe isInUse = false }

    @usableFromInline @inline(never)
    final func refuseUse() -> Never {
        Misuse.stop("the value of a thread local was used inside its own withValue")
    }
}
