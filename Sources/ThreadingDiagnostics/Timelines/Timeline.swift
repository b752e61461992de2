// Part of swift-threading. Apache-2.0: see LICENSE.

/// What the threads of a program did, from one moment to another: when each ran, what it waited for, which locks it
/// held, which tasks of pools it did, and how full the queues were.
///
/// Record one to see why threads that should run do not: a lock that all of them need, a queue that is always empty,
/// a pool with one busy thread.
///
/// ```swift
/// let timeline = Timeline.record {
///     let data = Locked([UInt8](repeating: 42, count: 1 << 20))
///     let threads = (1...10).map { _ in NativeThread.spawn { data.withLock { $0 = digest($0) } } }
///     for thread in threads { thread.join() }
/// }
/// print(timeline.text())
/// ```
///
/// | | for |
/// | --- | --- |
/// | ``text(width:)`` | a terminal, a log |
/// | ``svg()`` | a picture of up to forty threads, which any browser shows |
/// | ``chromeTrace()`` | Perfetto (ui.perfetto.dev) and `chrome://tracing`, to look closely |
/// | ``threads``, ``locks`` | figures |
///
/// A thread that does not wait for anything of this package counts as running, also while the system has it wait for
/// a processor or for a file. The times of a tracked lock are those of its slow path, some 100 ns longer than without a
/// timeline; what is recorded of waits, queues and pools costs some 50 ns an event.
///
/// **Python**: there is none; `sys.settrace`, which tools are built on, sees calls and not waits.
public struct Timeline: Sendable, Equatable {
    /// In the order of the threads' numbers.
    package let lanes: [TimelineLane]

    /// In the order of the first that is known of them.
    package let queues: [TimelineQueue]

    /// Nanoseconds.
    package let length: Int

    package let processID: UInt64

    package init(lanes: [TimelineLane], queues: [TimelineQueue] = [], length: Int, processID: UInt64) {
        self.lanes = lanes
        self.queues = queues
        self.length = length
        self.processID = processID
    }

    /// From the beginning of the recording to its end.
    public var duration: Duration { .nanoseconds(length) }

    /// How many events are missing, since there was no room left for them.
    ///
    /// The pictures show nothing of their threads from there on, and say so.
    public var droppedEvents: Int { lanes.reduce(0) { $0 + $1.dropped } }
}
