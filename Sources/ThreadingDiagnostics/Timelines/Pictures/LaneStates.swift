// Part of swift-threading. Apache-2.0: see LICENSE.

/// What the thread of a lane was at, moment by moment: one thing at a time.
struct LaneStates {
    enum State: Hashable {
        case waiting, holding, running
        case task(UInt64)
    }

    private enum Change {
        case wait(Int), hold(Int)
        case beginTask(UInt64), endTask(UInt64)
    }

    let spans: [(state: State, time: Range<Int>)]

    init(_ lane: TimelineLane) {
        var changes: [(time: Int, change: Change)] = []
        for wait in lane.waits { changes += [(wait.time.lowerBound, .wait(1)), (wait.time.upperBound, .wait(-1))] }
        for hold in lane.holds { changes += [(hold.time.lowerBound, .hold(1)), (hold.time.upperBound, .hold(-1))] }
        for task in lane.tasks {
            changes += [(task.time.lowerBound, .beginTask(task.number)), (task.time.upperBound, .endTask(task.number))]
        }
        changes.sort { $0.time < $1.time }
        var (waits, holds, tasks) = (0, 0, [UInt64]())
        var time = lane.life.lowerBound
        var spans: [(state: State, time: Range<Int>)] = []
        for next in changes + [(lane.life.upperBound, .wait(0))] {
            if next.time > time {
                // To wait weighs more than what one holds or does meanwhile.
                let state: State =
                    waits > 0 ? .waiting : holds > 0 ? .holding : tasks.last.map { .task($0) } ?? .running
                spans.append((state, time..<next.time))
                time = next.time
            }
            switch next.change {
            case .wait(let step): waits += step
            case .hold(let step): holds += step
            case .beginTask(let task): tasks.append(task)
            case .endTask(let task): tasks.removeAll { $0 == task }
            }
        }
        self.spans = spans
    }
}
