// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingTestSupport

@testable import ThreadingDiagnostics

/// The recorder's own beginning and end.
@Suite struct TimelineRecorderTests {
    private struct Failure: Error {}

    @Test func recording_hasLocksTrackedAndThenNoMore() async {
        await #expect(processExitsWith: .success) {
            let one = TimelineRecorder()
            let other = TimelineRecorder()
            precondition(LockTracking.isOn)
            _ = one.stop()
            precondition(LockTracking.isOn)
            _ = other.stop()
            precondition(!LockTracking.isOn)
            LockTracking.isOn = true
            _ = Timeline.record {}
            precondition(LockTracking.isOn)
        }
    }

    @Test func recorder_thatIsDropped_hasEnded() async {
        await #expect(processExitsWith: .success) {
            _ = TimelineRecorder()
            precondition(!LockTracking.isOn)
        }
    }

    @Test func body_thatThrows_endsTheRecording() async {
        await #expect(processExitsWith: .success) {
            do {
                _ = try Timeline.record { throw Failure() }
                preconditionFailure("it did not throw")
            } catch {
                precondition(!LockTracking.isOn)
            }
        }
    }

    @Test func stop_theSecondTime_givesAnEmptyTimeline() async {
        await #expect(processExitsWith: .success) {
            let recorder = TimelineRecorder()
            precondition(recorder.stop().lanes.count == 1)
            precondition(recorder.stop().lanes.isEmpty)
            precondition(!LockTracking.isOn)
        }
    }

    /// Each has what happened in its own time.
    @Test func recorders_atTheSameTime_hearEachOnItsOwn() async {
        await #expect(processExitsWith: .success) {
            blocking {
                let outer = TimelineRecorder()
                let lock = Lock()
                lock.withLock {}
                let inner = Timeline.record { lock.withLock {} }
                lock.withLock {}
                let timeline = outer.stop()
                lock.withLock {}
                precondition(inner.locks[0].holds == 1)
                precondition(timeline.locks[0].holds == 3)
            }
        }
    }

    /// The first ones are kept, so that what is shown is complete up to there.
    @Test func events_beyondTheLimit_areCountedAndWhatTheyWouldSayIsNotKnown() async {
        await #expect(processExitsWith: .success) {
            blocking {
                let timeline = Timeline.record(eventsPerThread: 4) {
                    let lock = Lock()
                    for _ in 1...10 { lock.withLock {} }
                }
                // It has begun, and has taken the lock twice.
                precondition(timeline.lanes[0].holds.count == 2)
                precondition(timeline.droppedEvents == 17 && timeline.lanes[0].dropped == 17)
                precondition(timeline.lanes[0].life.upperBound == timeline.lanes[0].holds[1].time.upperBound)
            }
        }
    }

    @Test func recorder_forNoEvents_stopsTheProgram() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = TimelineRecorder(eventsPerThread: 0)
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains("a timeline keeps one event of a thread or more, not 0"))
    }

    /// Threads that never stop to wait, lock and end while recordings begin and end around them.
    @Test func recordings_oneAfterAnother_underManyThreads_areEachInOrder() async {
        await #expect(processExitsWith: .success) {
            blocking {
                LockTracking.isOn = true
                let (lock, isOver) = (Lock(), Event())
                let threads = (0..<4).map { _ in
                    NativeThread.spawn {
                        while !isOver.isSet {
                            lock.withLock {}
                            NativeThread.spawn { lock.withLock {} }.join()
                        }
                    }
                }
                for _ in 0..<40 {
                    let timeline = Timeline.record(eventsPerThread: 500) {
                        for _ in 0..<10 { NativeThread.spawn { lock.withLock {} }.join() }
                    }
                    let holds = timeline.lanes.flatMap(\.holds).filter { !$0.time.isEmpty }
                        .sorted { $0.time.lowerBound < $1.time.lowerBound }
                    for (one, next) in zip(holds, holds.dropFirst()) where timeline.droppedEvents == 0 {
                        precondition(one.time.upperBound <= next.time.lowerBound, "two held one lock")
                    }
                    for lane in timeline.lanes {
                        for (one, next) in zip(lane.waits, lane.waits.dropFirst()) {
                            precondition(one.time.upperBound <= next.time.lowerBound, "two waits at a time")
                        }
                    }
                }
                isOver.set()
                for thread in threads { thread.join() }
            }
        }
    }
}
