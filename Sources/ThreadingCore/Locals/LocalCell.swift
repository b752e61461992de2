// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization

/// What one thread has for one thread local.
///
/// Safe as a type: the pointer is followed by the thread that has the cell in its table, see `LocalTable`.
@safe
package class LocalCell: @unchecked Sendable {
    // Unchecked: what `storage` points to is touched by the cell's own thread alone, and at the end of its life.

    private static let made = Atomic<UInt64>(0)

    /// Later cells have greater ones.
    // Relaxed: a number that stands for itself.
    let number = LocalCell.made.wrappingAdd(1, ordering: .relaxed).newValue

    /// A `LocalStorage`.
    final let storage: UnsafeMutableRawPointer

    init(_ storage: UnsafeMutableRawPointer) {
        unsafe self.storage = unsafe storage
    }
}
