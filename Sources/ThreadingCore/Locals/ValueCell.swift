// Part of swift-threading. Apache-2.0: see LICENSE.

/// A cell with its value.
@usableFromInline
package final class ValueCell<Value>: LocalCell, @unchecked Sendable {
    // Unchecked: as `LocalCell`.

    /// Its thread's alone. Without the run-time check of exclusivity: `isInUse` is one.
    @exclusivity(unchecked) @usableFromInline package var value: Value

    /// A copy for other threads, if they are to have one.
    @usableFromInline package let published: PublishedValue<Value>?

    /// Makes a cell of a value that nobody else has, unless it is tracked: then it is `Sendable`.
    package init(_ value: Value, isTracked: Bool) {
        published = isTracked ? PublishedValue(value) : nil
        // Sound: nobody else has this object yet.
        unsafe self.value = value
        super.init()
    }
}
