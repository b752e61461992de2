// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Makes a timeline of what the threads have told, all of it in the order of time: a lock may be released by another
/// thread than the one that took it, and a name may have been told by any.
struct TimelineBuilder {
    private let begin: UInt64
    private let length: Int
    private var lanes: [LaneBuilder]
    private var names = TimelineNames()
    private var holders: [UInt64: (lane: Int, name: String, begin: Int)] = [:]
    private var submissions: [UInt64: TimelineTask.Submission] = [:]
    private var queues: [TimelineQueue] = []
    private var places: [UInt64: (name: String, place: Int)] = [:]

    init(_ threads: [RecordedThread], from begin: UInt64, to end: UInt64) {
        self.begin = begin
        length = Int(end - begin)
        // Threads without a number come last, and their lanes get numbers that nobody has.
        let threads = threads.sorted { ($0.id ?? .max, $0.nativeID) < ($1.id ?? .max, $1.nativeID) }
        var next = threads.compactMap(\.id).max() ?? 0
        lanes = threads.map { thread in
            if thread.id == nil { next += 1 }
            return LaneBuilder(thread, number: thread.id ?? next, from: begin, to: end)
        }
    }

    mutating func timeline() -> Timeline {
        for (lane, index) in eventsInOrder() { take(lane, index) }
        for (lock, holder) in holders { endHold(of: lock, by: holder, at: length) }
        return Timeline(
            lanes: lanes.indices.map { lanes[$0].lane() },
            queues: queues,
            length: length,
            processID: SystemProcess.id
        )
    }

    /// The places of all events, by their time; those of one thread stay in their order.
    private func eventsInOrder() -> [(lane: Int, index: Int)] {
        var all: [(time: UInt64, lane: Int, index: Int)] = []
        all.reserveCapacity(lanes.reduce(0) { $0 + $1.thread.events.count })
        for (number, lane) in lanes.enumerated() {
            for (index, event) in lane.thread.events.enumerated() { all.append((event.time, number, index)) }
        }
        all.sort { ($0.time, $0.lane, $0.index) < ($1.time, $1.lane, $1.index) }
        return all.map { ($0.lane, $0.index) }
    }

    private mutating func take(_ lane: Int, _ index: Int) {
        let event = lanes[lane].thread.events[index]
        let time = offset(of: event)
        switch event.kind {
        case .began, .started, .ended: break
        case .willSleep(let kind): lanes[lane].beginWait(kind, names.name(kind, event.object), at: time)
        case .didWake(let kind): lanes[lane].endWait(kind, names.name(kind, event.object), at: time)
        case .willLock: lanes[lane].beginWait(.lock, names.name(.lock, event.object), at: time)
        case .gaveUpLock: lanes[lane].endWait(.lock, names.name(.lock, event.object), at: time)
        case .tookLock: beginHold(of: event.object, by: lane, index, at: time)
        case .willUnlock: endHold(of: event.object, by: lane, at: time)
        case .depth: addDepth(Int(event.detail), of: event.object, at: time)
        case .named: names.give(name(lane, event), to: event.object)
        case .task(let what): take(what, lane, index, event, at: time)
        }
    }

    private func offset(of event: TimelineEvent) -> Int { min(max(0, Int(event.time) - Int(begin)), length) }

    private func name(_ lane: Int, _ event: TimelineEvent) -> String { lanes[lane].thread.names[Int(event.detail)] }

    // MARK: Locks

    private mutating func beginHold(of lock: UInt64, by lane: Int, _ index: Int, at time: Int) {
        let name = names.name(.lock, lock)
        // A lock that was free was not waited for.
        let events = lanes[lane].thread.events
        if wasAwaited(lock, in: events, before: index) { lanes[lane].endWait(.lock, name, at: time) }
        // Its release was not recorded.
        if let holder = holders[lock] { endHold(of: lock, by: holder, at: time) }
        holders[lock] = (lane, name, time)
    }

    /// Whether the thread told that it would wait for the lock that it has now: only sleeps lie in between.
    private func wasAwaited(_ lock: UInt64, in events: [TimelineEvent], before index: Int) -> Bool {
        for event in events[..<index].reversed() {
            switch event.kind {
            case .willSleep(.lock), .didWake(.lock): continue
            case .willLock: return event.object == lock
            default: return false
            }
        }
        return false
    }

    private mutating func endHold(of lock: UInt64, by lane: Int, at time: Int) {
        if let holder = holders[lock] {
            endHold(of: lock, by: holder, at: time)
        } else if lanes[lane].life.lowerBound == 0 {
            // Since before the recording.
            lanes[lane].holds.append(TimelineSpan(.lock, names.name(.lock, lock), 0..<time))
        }
    }

    private mutating func endHold(of lock: UInt64, by holder: (lane: Int, name: String, begin: Int), at time: Int) {
        holders[lock] = nil
        // Nothing is known of a thread after its last event if some were dropped.
        let end = lanes[holder.lane].thread.dropped > 0 ? min(time, lanes[holder.lane].life.upperBound) : time
        lanes[holder.lane].holds.append(
            TimelineSpan(.lock, holder.name, holder.begin..<max(holder.begin, end))
        )
    }

    // MARK: Queues and pools

    private mutating func addDepth(_ count: Int, of queue: UInt64, at time: Int) {
        let name = names.name(.queue, queue)
        let depth = TimelineQueue.Depth(time, count)
        // By its address as well: another queue may have the same name, and this one another one's address.
        if let known = places[queue], known.name == name {
            queues[known.place].depths.append(depth)
            return
        }
        places[queue] = (name, queues.count)
        let others = queues.count { $0.name == name || $0.name.hasPrefix("\(name) (") }
        queues.append(TimelineQueue(others == 0 ? name : "\(name) (\(others + 1))", [depth]))
    }

    private mutating func take(_ what: TaskEvent, _ lane: Int, _ index: Int, _ event: TimelineEvent, at time: Int) {
        let pool = name(lane, event)
        switch what {
        case .submitted:
            let events = lanes[lane].thread.events
            let next = index + 1 < events.count ? offset(of: events[index + 1]) : length
            let submission = TimelineTask.Submission(
                lane: lanes[lane].number,
                time: time..<min(max(time, next), time + 1_000)
            )
            submissions[event.object] = submission
        case .began:
            lanes[lane].beginTask(event.object, of: pool, at: time, submission: submissions[event.object])
        case .ended:
            lanes[lane].endTask(event.object, of: pool, at: time)
        }
    }
}
