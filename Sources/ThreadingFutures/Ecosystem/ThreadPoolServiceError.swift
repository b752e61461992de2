// Part of swift-threading. Apache-2.0: see LICENSE.

#if Lifecycle
/// What a pool had not done when it was to end; thrown by ``ThreadPoolService/run()``.
///
/// A group that is to go on with its graceful shutdown all the same is told so by the `failureTerminationBehavior` of the
/// service.
public struct ThreadPoolServiceError: Error, Sendable, Hashable {
    /// What the pool is called.
    public let pool: String

    /// How many tasks were cancelled that nobody had begun.
    public let cancelled: Int

    /// How many tasks were still being done.
    public let running: Int

    var isNothing: Bool { cancelled == 0 && running == 0 }
}

extension ThreadPoolServiceError: CustomStringConvertible {
    /// A sentence that says what was not done.
    public var description: String {
        "the pool \"\(pool)\" did not finish in time: \(cancelled) tasks were cancelled, \(running) were still being done"
    }
}
#endif
