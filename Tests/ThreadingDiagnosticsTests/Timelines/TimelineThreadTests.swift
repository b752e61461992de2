// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

@testable import ThreadingDiagnostics

/// Which threads a timeline has, and from when to when.
@Suite struct TimelineThreadTests {
    @Test func thread_thatIsStartedAndEnds_isThereFromItsStartToItsEnd() async {
        await #expect(processExitsWith: .success) {
            blocking {
                let timeline = Timeline.record {
                    NativeThread.spawn(name: "short") {}.join()
                    NativeThread.sleep(for: .milliseconds(1))  // sleeps: which is what is recorded
                }
                let (caller, short) = (timeline.lanes[0], timeline.lanes[1])
                precondition(caller.life == 0..<timeline.length)
                precondition(short.name == "short")
                precondition(short.life.lowerBound > 0 && short.life.upperBound < timeline.length)
                precondition(caller.waits.last?.waiting == "sleeps")
                precondition(timeline.duration == .nanoseconds(timeline.length))
                let sums = timeline.threads[0]
                precondition(sums.running + sums.waiting == timeline.duration && sums.waiting >= .milliseconds(1))
            }
        }
    }

    /// It has been in its wait since before the recording, of which there is no beginning.
    @Test func thread_thatSleepsWhenTheRecordingBegins_waitsFromTheStart() async {
        await #expect(processExitsWith: .success) {
            blocking {
                WaitBoard.install()
                let event = Event()
                let sleeper = NativeThread.spawn(name: "sleeper") { event.wait() }
                waitUntilAsleep(sleeper.thread, on: .event)
                let timeline = Timeline.record {
                    event.set()
                    sleeper.join()
                }
                guard let lane = timeline.lanes.first(where: { $0.name == "sleeper" }) else { preconditionFailure() }
                precondition(lane.life.lowerBound == 0)
                precondition(lane.waits.count == 1 && lane.waits[0].time.lowerBound == 0)
                precondition(lane.waits[0].waiting == "waits for event 1")
            }
        }
    }

    /// Its end is not known: it is in the wait up to the end of the timeline.
    @Test func thread_thatSleepsWhenTheRecordingEnds_waitsUntilThen() async {
        await #expect(processExitsWith: .success) {
            blocking {
                let recorder = TimelineRecorder()
                // Later than the recorder, so that what the board has heard the recorder has, too.
                WaitBoard.install()
                let event = Event()
                let sleeper = NativeThread.spawn(daemon: true) { event.wait() }
                waitUntilAsleep(sleeper.thread, on: .event)
                let timeline = recorder.stop()
                precondition(timeline.lanes[1].life.upperBound == timeline.length)
                precondition(timeline.lanes[1].waits.last?.time.upperBound == timeline.length)
                event.set()
            }
        }
    }

    @Test func thread_thatThisPackageDidNotStart_isThereAsForeign() async {
        await #expect(processExitsWith: .success) {
            blocking {
                let timeline = Timeline.record {
                    let lock = Lock()
                    let foreign = ForeignThread { lock.withLock {} }
                    foreign.join()
                }
                let names = timeline.lanes.map(\.name)
                precondition(names.count { $0.hasPrefix("Foreign ") } >= 1, "\(names)")
                precondition(Set(timeline.lanes.map(\.number)).count == timeline.lanes.count)
                precondition(timeline.locks[0].holds == 1)
            }
        }
    }

    @Test func thread_whoseNameChanges_isCalledByTheLast() async {
        await #expect(processExitsWith: .success) {
            blocking {
                let timeline = Timeline.record {
                    NativeThread.spawn(name: "before") { NativeThread.current.name = "after" }.join()
                }
                precondition(timeline.lanes[1].name == "after")
            }
        }
    }
}
