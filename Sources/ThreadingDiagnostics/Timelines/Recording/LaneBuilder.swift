// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Puts together what belongs together of one thread's events: a wait's beginning and its end.
///
/// Where the beginning is missing it was before the recording; where the end is, the thread is still at it.
struct LaneBuilder {
    let thread: RecordedThread
    let number: UInt64

    /// From the first to the last that is known of the thread.
    let life: Range<Int>

    private(set) var waits: [TimelineSpan] = []
    private(set) var tasks: [TimelineTask] = []
    var holds: [TimelineSpan] = []

    /// The wait that the thread is in, and how many are one in another: a tracked lock tells of the whole wait, and then
    /// of each sleep in it.
    private var wait: (kind: WaitReason.Kind, object: String, begin: Int)?
    private var depth = 0

    private typealias OpenTask = (
        number: UInt64, pool: String, begin: Int, place: Int, submission: TimelineTask.Submission?
    )
    private var open: [OpenTask] = []

    /// - Parameters:
    ///   - thread: what was recorded of it.
    ///   - number: what the lane is known by.
    ///   - begin: the beginning of the timeline, by the monotonic clock.
    ///   - end: its end.
    init(_ thread: RecordedThread, number: UInt64, from begin: UInt64, to end: UInt64) {
        self.thread = thread
        self.number = number
        let length = Int(end - begin)
        // Some were made a moment before or after the ends of the timeline.
        let times = thread.events.map { min(max(0, Int($0.time) - Int(begin)), length) }
        let (first, last) = (thread.events.first?.kind, thread.events.last?.kind)
        let isNew = first == .started || (thread.isForeign && first?.isEnd == false)
        let hasEnded = last == .ended || thread.dropped > 0
        life = (isNew ? times.first ?? 0 : 0)..<(hasEnded ? times.last ?? length : length)
    }

    mutating func beginWait(_ kind: WaitReason.Kind, _ object: String, at time: Int) {
        if depth == 0 { wait = (kind, object, time) }
        depth += 1
    }

    mutating func endWait(_ kind: WaitReason.Kind, _ object: String, at time: Int) {
        if depth == 0 {
            // In it since before the recording: then this is the first that is known of the thread.
            if waits.isEmpty, life.lowerBound == 0 { waits.append(TimelineSpan(kind, object, 0..<time)) }
            return
        }
        depth -= 1
        guard depth == 0, let wait else { return }
        waits.append(TimelineSpan(wait.kind, wait.object, wait.begin..<max(time, wait.begin)))
        self.wait = nil
    }

    mutating func beginTask(_ task: UInt64, of pool: String, at time: Int, submission: TimelineTask.Submission?) {
        // A place is kept for it, before those that are done in its middle.
        open.append((task, pool, time, tasks.count, submission))
        tasks.append(TimelineTask(task, of: pool, time..<time, submission: submission))
    }

    mutating func endTask(_ task: UInt64, of pool: String, at time: Int) {
        guard let last = open.last, last.number == task else {
            if tasks.isEmpty, life.lowerBound == 0 { tasks.append(TimelineTask(task, of: pool, 0..<time)) }
            return
        }
        open.removeLast()
        close(last, at: time)
    }

    private mutating func close(_ task: OpenTask, at time: Int) {
        tasks[task.place] = TimelineTask(
            task.number,
            of: task.pool,
            task.begin..<max(task.begin, time),
            submission: task.submission
        )
    }

    /// The lane, when all events have been told.
    mutating func lane() -> TimelineLane {
        let end = life.upperBound
        if let wait { waits.append(TimelineSpan(wait.kind, wait.object, wait.begin..<max(wait.begin, end))) }
        for task in open { close(task, at: end) }
        var lane = TimelineLane(thread.name, number: number, life: life)
        lane.waits = waits
        lane.tasks = tasks
        lane.holds = holds.sorted {
            ($0.time.lowerBound, $1.time.upperBound) < ($1.time.lowerBound, $0.time.upperBound)
        }
        lane.dropped = thread.dropped
        return lane
    }
}
