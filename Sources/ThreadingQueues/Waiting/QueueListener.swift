// Part of swift-threading. Apache-2.0: see LICENSE.

/// Somebody who waits for a ``QueueEvent`` without blocking a thread in it: a task, or a selection among queues.
protocol QueueListener: AnyObject, Sendable {
    /// The event was notified, and this listener was the one to be told.
    ///
    /// It waits no longer. If it does not go on to use what it was notified of, it must pass that on by
    /// ``QueueEvent/notify()``, or a thread that could have used it sleeps for ever. Called without a lock held, by the
    /// thread that notifies.
    func wasNotified(by event: QueueEvent)
}
