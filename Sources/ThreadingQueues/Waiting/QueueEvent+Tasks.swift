// Part of swift-threading. Apache-2.0: see LICENSE.

extension QueueEvent {
    /// Suspends the task until it is notified, unless the queue is ready.
    ///
    /// - Parameter isReady: whether waiting has become needless.
    /// - Returns: whether to try again; false if the task was cancelled.
    func nextChange(unless isReady: () -> Bool) async -> Bool {
        let task = QueueTask()
        let place = add(task)
        if isReady() {
            // It was told all the same: perhaps of something else than what is ready, which is for the next.
            if !remove(listening: place) { notify() }
            return true
        }
        if await task.wait() { return true }
        // Cancelled. Who was told of it meanwhile has passed that on, see `QueueTask`.
        _ = remove(listening: place)
        return false
    }
}
