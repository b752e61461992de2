// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Threading
internal import ThreadingCore

/// Records what the threads of this process do, from its making until it is stopped.
///
/// For a piece of a program, ``Timeline/record(eventsPerThread:_:)`` is shorter. Use a recorder where the beginning and
/// the end are in different places.
///
/// ```swift
/// let recorder = TimelineRecorder()
/// serve(until: evening)
/// let timeline = recorder.stop()
/// print(timeline.text())
/// ```
///
/// It hears of every thread that waits for something of this package, begins or ends; of locks, queues and pools it
/// hears more if they were made while it records: of a lock who holds it, of a queue how much is in it, of a pool which
/// task runs where. So make it before them, first thing in `main`. A lock that was made so keeps its slow path
/// (``LockTracking``) for as long as it lives.
///
/// Several may record at a time.
///
/// **Blocking**: never, and no thread ever waits to be recorded. Each writes into memory of its own, some 50 ns an event.
///
/// **Python**: there is none.
public final class TimelineRecorder: Sendable {
    private let collector: EventCollector
    private let beginning: UInt64

    /// Begins to record.
    ///
    /// **Precondition**: `eventsPerThread` is positive.
    ///
    /// - Parameter eventsPerThread: how many events of each thread are kept, at 24 bytes each. What comes after them
    ///   is counted, and the timeline says so.
    public init(eventsPerThread: Int = 65_536) {
        Misuse.unless(eventsPerThread > 0, "a timeline keeps one event of a thread or more, not \(eventsPerThread)")
        collector = EventCollector(eventsPerThread: eventsPerThread)
        // So that this thread has a name and a number. Others are not given one on their slow paths.
        _ = NativeThread.current
        beginning = MonotonicTime.now
        collector.begin()
        TrackingSwitch.shared.retain()
        Observation.install(collector)
    }

    deinit {
        // It was never stopped; once is enough.
        _ = end()
    }

    /// Ends the recording.
    ///
    /// - Complexity: O(*n* log *n*) in the number of events.
    /// - Returns: what was recorded; the second time, an empty timeline.
    public func stop() -> Timeline {
        let end = MonotonicTime.now
        var builder = TimelineBuilder(self.end(), from: beginning, to: end)
        return builder.timeline()
    }

    private func end() -> [RecordedThread] {
        Observation.remove(collector)
        let threads = collector.close()
        // Empty the second time: the thread that began it is always there.
        if !threads.isEmpty { TrackingSwitch.shared.release() }
        return threads
    }
}
