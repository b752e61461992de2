// Part of swift-threading. Apache-2.0: see LICENSE.

/// A copy of a value for other threads.
@usableFromInline
package final class PublishedValue<Value>: @unchecked Sendable {
    // Unchecked: `value` is guarded by `lock`. It is made only of types that are `Sendable`, see `ThreadLocal`.
    @usableFromInline let lock = LockWord()
    @usableFromInline var value: Value

    init(_ value: Value) {
        self.value = value
    }

    package func load() -> Value {
        lock.lock()
        defer { lock.unlock() }
        return value
    }

    @inlinable
    func store(_ newValue: Value) {
        var old = newValue
        lock.lock()
        swap(&old, &value)
        lock.unlock()
        // Destroyed after the lock is released: it may be anything.
        withExtendedLifetime(old) {}
    }
}
