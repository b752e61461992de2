// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Threading
internal import ThreadingCore

/// What one thread has told one recorder.
///
/// Its thread appends, and the end of the recording takes it all. Neither waits for the other: an observer must not,
/// and whoever comes while the end takes the events comes too late anyway.
final class ThreadLog: @unchecked Sendable {
    // Unchecked: every `var` is guarded by `guardWord`.

    /// The number of the recorder.
    let recorder: UInt64

    /// Nil for a thread that has never asked who it is.
    let thread: NativeThread?
    let nativeID: UInt64
    let isMain: Bool

    private let guardWord = LockWord(isExplorable: false)
    private let capacity: Int
    private var isOver = false
    private var events: [TimelineEvent] = []
    private var names: [String] = []
    private var places: [String: UInt32] = [:]
    private var dropped = 0

    /// A log of the calling thread.
    init(recorder: UInt64, capacity: Int) {
        self.recorder = recorder
        self.capacity = capacity
        // Its name is asked for at the end: that takes a lock, and an observer must not wait.
        thread = CurrentThread.record as? NativeThread
        nativeID = CurrentThread.nativeID
        isMain = CurrentThread.isMain
    }

    /// Whether the recording is over: there is no use for the log any more.
    var isClosed: Bool {
        guard guardWord.lockIfAvailable() else { return true }
        defer { guardWord.unlock() }
        return isOver
    }

    /// Called by the log's own thread.
    func append(_ kind: TimelineEvent.Kind, object: UInt64 = 0, detail: UInt32 = 0) {
        guard guardWord.lockIfAvailable() else { return }
        add(kind, object, detail)
        guardWord.unlock()
    }

    /// As above, with a name for a detail.
    func append(_ kind: TimelineEvent.Kind, object: UInt64, name: String) {
        guard guardWord.lockIfAvailable() else { return }
        let place = places[name] ?? addName(name)
        add(kind, object, place)
        guardWord.unlock()
    }

    private func add(_ kind: TimelineEvent.Kind, _ object: UInt64, _ detail: UInt32) {
        if events.count < capacity, !isOver {
            events.append(TimelineEvent(time: MonotonicTime.now, object: object, detail: detail, kind: kind))
        } else {
            dropped += 1
        }
    }

    private func addName(_ name: String) -> UInt32 {
        let place = UInt32(names.count)
        names.append(name)
        places[name] = place
        return place
    }

    /// Takes all that was told, for the end of the recording, after which nothing is kept any more.
    func close() -> RecordedThread {
        // Its thread holds this for some nanoseconds; a sleep here would be told to observers.
        while !guardWord.lockIfAvailable() { ThreadYield.yield() }
        isOver = true
        let recorded = (events, names, dropped)
        events = []
        names = []
        places = [:]
        guardWord.unlock()
        return RecordedThread(
            name: thread?.name ?? (isMain ? "MainThread" : "Foreign \(nativeID)"),
            id: thread?.id ?? (isMain ? NativeThread.main.id : nil),
            isForeign: thread?.isForeign ?? !isMain,
            nativeID: nativeID,
            events: recorded.0,
            names: recorded.1,
            dropped: recorded.2
        )
    }
}
