// Part of swift-threading. Apache-2.0: see LICENSE.

extension QueueEvent {
    /// Suspends the task until it is notified, unless the queue is ready.
    ///
    /// - Parameter isReady: whether waiting has become needless.
    /// - Returns: whether to try again; false if the task was cancelled.
    func nextChange(unless isReady: () -> Bool) async -> Bool {
        let task = QueueTask()
        let place = add(task)
        // Removed before it was told: nobody waits any more. Else it was told, and the caller looks in any case.
        if isReady() {
            _ = remove(listening: place)
            return true
        }
        if await task.wait() { return true }
        // Cancelled. Who was told of it meanwhile has passed that on, see `QueueTask`.
        _ = remove(listening: place)
        return false
    }
}
