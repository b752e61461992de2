// Part of swift-threading. Apache-2.0: see LICENSE.

import ThreadingCore

@testable import ThreadingDiagnostics

/// Timelines that are always the same, to be drawn.
enum SampleTimeline {
    /// Two threads and a lock, a task, a queue, names that need care, and an event too many: of a millisecond.
    static var small: Timeline {
        var caller = TimelineLane("main \"&<1>\"", number: 1, life: 0..<1_000_000)
        caller.holds = [TimelineSpan(.lock, "lock 1", 100_000..<400_000)]
        caller.waits = [TimelineSpan(.join, "the end of a thread", 500_000..<900_000)]
        var worker = TimelineLane("worker", number: 2, life: 200_000..<800_000)
        worker.waits = [TimelineSpan(.lock, "lock 1", 300_000..<400_500)]
        worker.holds = [TimelineSpan(.lock, "lock 1", 400_500..<700_000)]
        worker.tasks = [
            TimelineTask(17, of: "pool", 250_000..<650_000, submission: .init(lane: 1, time: 150_000..<151_000))
        ]
        worker.dropped = 3
        let queue = TimelineQueue("jobs", [.init(150_000, 1), .init(200_000, 2), .init(250_250, 1)])
        return Timeline(lanes: [caller, worker], queues: [queue], length: 1_000_000, processID: 42)
    }

    /// Many threads that take a lock in turns, each many times.
    static func large(threads: Int, rounds: Int) -> Timeline {
        let length = threads * rounds * 1_000
        let lanes = (0..<threads).map { number in
            var lane = TimelineLane("Thread-\(number)", number: UInt64(number + 1), life: 0..<length)
            for round in 0..<rounds {
                let start = (round * threads + number) * 1_000
                lane.holds.append(TimelineSpan(.lock, "lock \(number % 6)", start..<start + 900))
                if round > 0 {
                    lane.waits.append(TimelineSpan(.lock, "lock \(number % 6)", start - 500 * threads..<start))
                }
            }
            return lane
        }
        let queues = (1...10).map { number in
            TimelineQueue("queue \(number)", (0..<rounds).map { .init($0 * threads * 1_000, $0 * number % 100) })
        }
        return Timeline(lanes: lanes, queues: queues, length: length, processID: 42)
    }
}
