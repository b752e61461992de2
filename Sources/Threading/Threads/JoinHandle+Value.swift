// Part of swift-threading. Apache-2.0: see LICENSE.

extension JoinHandle where Failure == Never {
    /// What the body returned, for asynchronous code, from a body that cannot throw.
    ///
    /// Suspends the task and blocks no thread.
    @_documentation(visibility: internal)  // It is the same as the other, which the pages link to.
    public var value: Value {
        // A property of its own, since Swift 6.3.1 crashes on the use of a property that is asynchronous and throws
        // a generic error where that error is `Never`. A function that does so is no problem.
        get async { await awaited() }
    }
}

extension JoinHandle {
    private func awaited() async throws(Failure) -> Value { try await value }
}
