// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingQueues
import ThreadingTestSupport

@testable import ThreadingDiagnostics

/// What threads tell of themselves while they are recorded; each in a process of its own, since all threads of a
/// process are.
@Suite struct TimelineRecordingTests {
    /// 4.1.33: who held the lock, who waited for it meanwhile, and the sums of both.
    @Test func lock_thatIsHeldWhileAnotherWantsIt_isHeldByOneAndWaitedForByTheOther() async {
        await #expect(processExitsWith: .success) {
            blocking {
                WaitBoard.install()
                let timeline = Timeline.record {
                    let lock = Lock()
                    lock.lock()
                    let second = NativeThread.spawn(name: "second") { lock.withLock {} }
                    waitUntilAsleep(second.thread, on: .lock)
                    lock.unlock()
                    second.join()
                }
                precondition(timeline.lanes.count == 2)
                let (one, other) = (timeline.lanes[0], timeline.lanes[1])
                precondition(other.name == "second")
                precondition(one.holds.map(\.object) == ["lock 1"] && other.holds.map(\.object) == ["lock 1"])
                precondition(other.waits.map(\.waiting) == ["waits for lock 1"])
                precondition(other.waits[0].time.lowerBound < one.holds[0].time.upperBound)
                precondition(other.waits[0].time.upperBound == other.holds[0].time.lowerBound)
                precondition(one.holds[0].time.upperBound <= other.holds[0].time.lowerBound)

                let locks = timeline.locks
                precondition(locks.count == 1 && locks[0].name == "lock 1")
                precondition(locks[0].holds == 2 && locks[0].waits == 1)
                precondition(locks[0].waited == .nanoseconds(other.waits[0].time.count))
                precondition(locks[0].longestWait == locks[0].waited)
                precondition(locks[0].held == timeline.threads[0].holding + timeline.threads[1].holding)
            }
        }
    }

    /// A wait with an end is one, whether or not it gets the lock.
    @Test func lock_thatIsGivenUp_isWaitedForAndNotHeld() async {
        await #expect(processExitsWith: .success) {
            blocking {
                let timeline = Timeline.record {
                    let lock = Lock()
                    lock.lock()
                    NativeThread.spawn { _ = lock.lock(for: .milliseconds(1)) }.join()
                    lock.unlock()
                }
                let other = timeline.lanes[1]
                precondition(other.waits.count == 1 && other.waits[0].object == "lock 1")
                precondition(other.holds.isEmpty)
                precondition(timeline.locks[0].waits == 1 && timeline.locks[0].holds == 1)
            }
        }
    }

    @Test func condition_thatIsWaitedFor_releasesItsLockMeanwhile() async {
        await #expect(processExitsWith: .success) {
            blocking {
                let timeline = Timeline.record {
                    let condition = Condition()
                    condition.withLock { _ = condition.wait(for: .milliseconds(1)) }
                }
                let lane = timeline.lanes[0]
                precondition(lane.holds.count == 2 && lane.waits.map(\.object) == ["condition 1"])
                precondition(lane.holds[0].time.upperBound <= lane.waits[0].time.lowerBound)
                precondition(lane.waits[0].time.upperBound <= lane.holds[1].time.lowerBound)
            }
        }
    }

    @Test func queue_ofThatName_tellsEachDepthAndWhoWaitsForWhat() async {
        await #expect(processExitsWith: .success) {
            try blocking {
                WaitBoard.install()
                let timeline = try Timeline.record {
                    let queue = BlockingQueue<Int>(capacity: 2, name: "jobs")
                    let getter = NativeThread.spawn(name: "getter") { try queue.get() }
                    waitUntilAsleep(getter.thread, on: .queue)
                    try queue.put(1)
                    _ = try getter.join()
                    try queue.put(2)
                    try queue.put(3)
                    let putter = NativeThread.spawn(name: "putter") { try queue.put(4) }
                    waitUntilAsleep(putter.thread, on: .queue)
                    _ = try queue.get()
                    try putter.join()
                    queue.closeImmediately()
                }
                precondition(timeline.queues.map(\.name) == ["jobs"])
                precondition(timeline.queues[0].depths.map(\.count) == [1, 0, 1, 2, 1, 2, 0])
                let times = timeline.queues[0].depths.map(\.time)
                precondition(times == times.sorted())
                // Now and then they also wait for the queue's own lock.
                let waits = timeline.lanes.map { $0.waits.filter { $0.kind == .queue }.map(\.waiting) }
                precondition(waits[1] == ["waits for an element of jobs"])
                precondition(waits[2] == ["waits for room in jobs"])
            }
        }
    }

    /// Nobody is told of what is not observed from its birth on.
    @Test func queueAndPoolAndLock_fromBeforeTheRecording_tellNothing() async {
        await #expect(processExitsWith: .success) {
            try blocking {
                let (queue, pool, lock) = (BlockingQueue<Int>(), ThreadPool(threads: 1), Lock())
                let timeline = try Timeline.record {
                    try queue.put(1)
                    _ = try pool.submit { 1 }.result()
                    lock.withLock {}
                }
                precondition(timeline.queues.isEmpty && timeline.locks.isEmpty)
                precondition(timeline.lanes.allSatisfy { $0.tasks.isEmpty && $0.holds.isEmpty })
                pool.shutdown()
            }
        }
    }

    @Test func pool_tellsWhoSubmittedEachTaskAndWhereItRan() async {
        await #expect(processExitsWith: .success) {
            try blocking {
                let timeline = try Timeline.record {
                    let pool = ThreadPool(threads: 1, name: "workers")
                    let work = (1...3).map { number in pool.submit { number } }
                    for future in work { _ = try future.result() }
                    // Nothing of a task is told after its result is there, so this ends after the third.
                    pool.submit {}.cancel()
                }
                let (submitter, worker) = (timeline.lanes[0], timeline.lanes[1])
                precondition(worker.name == "workers-1" && submitter.tasks.isEmpty)
                precondition(worker.tasks.prefix(3).map(\.number) == [1, 2, 3])
                for task in worker.tasks.prefix(3) {
                    guard let submission = task.submission else { preconditionFailure("\(task) was not submitted") }
                    precondition(task.pool == "workers" && submission.lane == submitter.number)
                    precondition(submission.time.lowerBound < task.time.lowerBound)
                    precondition(submission.time.count <= 1_000)
                }
                precondition(worker.tasks[0].time.upperBound <= worker.tasks[1].time.lowerBound)
                precondition(timeline.threads[1].tasks == worker.tasks.count)
            }
        }
    }

    /// Looks, when a task ends, whether its result is there already.
    private final class EndObserver: Observer {
        let future = Locked<Future<Void>?>(nil)
        let wasDone = Locked<[Bool?]>([])

        func task(_ task: UInt64, of pool: String, did event: TaskEvent) {
            guard event == .ended else { return }
            let isDone = future.withLock { $0?.isDone }
            wasDone.withLock { $0.append(isDone) }
        }
    }

    /// Before anybody has the result: so a timeline that ends with the last result has every end.
    @Test func task_endsBeforeItsResultIsThere() async {
        await #expect(processExitsWith: .success) {
            try blocking {
                let (observer, mayEnd) = (EndObserver(), Event())
                Observation.install(observer)
                let future = ThreadPool(threads: 1).submit { mayEnd.wait() }
                observer.future.withLock { $0 = future }
                mayEnd.set()
                try future.result()
                precondition(observer.wasDone.withLock { $0 } == [false])
            }
        }
    }
}
