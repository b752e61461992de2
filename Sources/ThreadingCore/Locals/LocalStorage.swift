// Part of swift-threading. Apache-2.0: see LICENSE.

/// The memory of a value, which stays where it is as long as its cell lives.
@usableFromInline
package struct LocalStorage<Value> {
    /// Whether its thread is in the middle of a use.
    @usableFromInline package var isInUse = false

    @usableFromInline package var value: Value

    /// A copy for other threads, if they are to have one.
    @usableFromInline let published: PublishedValue<Value>?

    init(_ value: Value, _ published: PublishedValue<Value>?) {
        self.value = value
        self.published = published
    }

    @inlinable @inline(__always)
    package mutating func beginUse() {
        if isInUse { LocalTable.refuseUse() }
        isInUse = true
    }

    @inlinable @inline(__always)
    package mutating func endUse() { isInUse = false }

    /// Shows other threads what the value is now.
    @inlinable @inline(__always)
    package func publish() {
        guard let published else { return }
        // What it destroys may remove this very value.
        withExtendedLifetime(published) { published.store(value) }
    }
}

/// A thread's own.
@available(*, unavailable)
extension LocalStorage: Sendable {}
