// Part of swift-threading. Apache-2.0: see LICENSE.

extension Lazy where Failure == Never {
    /// The value, made now if it has not been, where its making cannot throw.
    @_documentation(visibility: internal)  // It is the same as the other, which the pages link to.
    public var value: Value {
        // A property of its own: Swift 6.3.1 crashes on one that throws a generic error where that is `Never`.
        makeIfNeeded()
    }
}
