// Part of swift-threading. Apache-2.0: see LICENSE.

/// The work whose result a future will have, which the future keeps as long as nobody has begun it.
protocol FutureWork: AnyObject, Sendable {
    /// The calling thread is about to wait for the result: does the work here and now if this is a thread that may.
    ///
    /// So a task of a pool that waits for another of the same pool does it itself, where otherwise all threads of the
    /// pool could wait for work that none of them is left to do.
    func help()

    /// The future was cancelled before anybody began: lets go of what the work holds.
    func discard()
}
