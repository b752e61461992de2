// Part of swift-threading. Apache-2.0: see LICENSE.

public import ThreadingCore

/// Copies of these values may leave their thread, so the bodies here may capture and return whatever they like.
extension ThreadLocal where Value: Sendable {
    /// Creates a thread local whose ``values`` can be looked at by all threads.
    ///
    /// Each change then also makes a copy, under a lock that only ``values`` competes for. That costs twice what a
    /// ``Locked`` does that nobody else wants, and for arrays and their like the time that it takes to copy their elements.
    ///
    /// ```swift
    /// let hits = ThreadLocal(tracksValues: true) { 0 }
    /// // in each of many threads
    /// hits.value += 1
    /// // in any
    /// print(hits.values.reduce(0, +))
    /// ```
    ///
    /// - Parameters:
    ///   - tracksValues: whether ``values`` may be asked for.
    ///   - initialValue: makes a thread's first value, on that thread.
    public convenience init(tracksValues: Bool, _ initialValue: @escaping @Sendable () -> Value) {
        self.init(isTracked: tracksValues, { initialValue() })
    }

    /// The calling thread's value.
    ///
    /// To change a value in place that takes time to copy, use `withValue(_:)`.
    @available(*, noasync, message: "a task may change threads; use withValue(_:) around code that does not suspend")
    @inlinable public var value: Value {
        get {
            let storage = unsafe storage
            // Nobody lends it meanwhile.
            unsafe storage.pointee.beginUse()
            defer { unsafe storage.pointee.endUse() }
            return unsafe storage.pointee.value
        }
        set {
            guard let storage = unsafe existingStorage else {
                unsafe _ = makeStorage { newValue }
                return
            }
            var old = newValue
            unsafe storage.pointee.beginUse()
            unsafe swap(&old, &storage.pointee.value)
            unsafe storage.pointee.endUse()
            unsafe storage.pointee.publish()
            // Destroyed when the value is in its place: it may be anything, and may look.
            withExtendedLifetime(old) {}
        }
    }

    /// Lends the calling thread's value to the body, which may change it in place.
    ///
    /// - Parameter body: reads or changes the value; without suspension.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    @inlinable
    public func withValue<Result: ~Copyable, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let storage = unsafe storage
        unsafe storage.pointee.beginUse()
        defer {
            unsafe storage.pointee.endUse()
            unsafe storage.pointee.publish()
        }
        return try unsafe body(&storage.pointee.value)
    }

    /// The values of all threads that have one and have not ended, in the order in which they came to it.
    ///
    /// Each is whole, as it was after some change; one that is being changed is as it was before. Together they are no
    /// snapshot of one moment, unless the threads are known to be idle. The values of threads that have ended are gone:
    /// a body that ends returns what it has counted.
    ///
    /// **Ordering**: what a thread did before the change whose value is seen here is visible to the caller.
    ///
    /// **Precondition**: the thread local was made by ``init(tracksValues:_:)`` with `true`.
    ///
    /// **Python**: there is none.
    ///
    /// - Complexity: O(*n* log *n*) in the number of threads.
    public var values: [Value] {
        Misuse.unless(
            key.isTracked,
            "the values of all threads were asked for of a thread local that was not made with tracksValues: true"
        )
        return key.all.compactMap { cell in
            // Sound: the cells of this key are of this type.
            unsafe unsafeDowncast(cell, to: ValueCell<Value>.self).published?.load()
        }
    }
}
