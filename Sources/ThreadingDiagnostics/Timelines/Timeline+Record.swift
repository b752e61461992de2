// Part of swift-threading. Apache-2.0: see LICENSE.

extension Timeline {
    /// Runs the body, and records what the threads of the process do meanwhile.
    ///
    /// Make the locks, queues and pools that you want to see in the body; see ``TimelineRecorder``, which also serves
    /// where the beginning and the end are in different places.
    ///
    /// **Blocking**: as the body does.
    ///
    /// - Parameters:
    ///   - eventsPerThread: how many events of each thread are kept.
    ///   - body: what to record. Threads that it leaves running are recorded up to its end.
    /// - Throws: what the body throws; the timeline is then lost.
    /// - Returns: what was recorded.
    public static func record<Failure: Error>(
        eventsPerThread: Int = 65_536,
        _ body: () throws(Failure) -> Void
    ) throws(Failure) -> Timeline {
        let recorder = TimelineRecorder(eventsPerThread: eventsPerThread)
        try body()
        return recorder.stop()
    }
}
