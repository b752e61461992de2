// Part of swift-threading. Apache-2.0: see LICENSE.

/// A cell with its value.
///
/// Safe as a type: the memory is allocated, initialised and freed here.
@safe
package final class ValueCell<Value>: LocalCell, @unchecked Sendable {
    // Unchecked: as `LocalCell`.
    package let pointer: UnsafeMutablePointer<LocalStorage<Value>>

    /// A copy of the value for other threads, if they are to have one.
    package let published: PublishedValue<Value>?

    /// Makes a cell of a value that nobody else has, unless it is tracked: then it is `Sendable`.
    init(_ value: Value, isTracked: Bool) {
        published = isTracked ? PublishedValue(value) : nil
        let pointer = UnsafeMutablePointer<LocalStorage<Value>>.allocate(capacity: 1)
        unsafe pointer.initialize(to: LocalStorage(value, published))
        unsafe self.pointer = unsafe pointer
        unsafe super.init(pointer)
    }

    /// The value, when the cell is out of its table.
    package var value: Value { unsafe pointer.pointee.value }

    deinit {
        unsafe pointer.deinitialize(count: 1)
        unsafe pointer.deallocate()
    }
}
