// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import ThreadingCore

@testable import ThreadingDiagnostics

/// What is made of events that nobody had to wait for.
@Suite struct TimelineBuilderTests {
    /// A thread of that number with events at times that are counted from the beginning of the timeline.
    private func thread(
        _ id: UInt64?,
        _ events: [(time: UInt64, kind: TimelineEvent.Kind, object: UInt64)],
        names: [String] = [],
        isForeign: Bool = false,
        dropped: Int = 0
    ) -> RecordedThread {
        RecordedThread(
            name: id.map { "T\($0)" } ?? "none",
            id: id,
            isForeign: isForeign,
            nativeID: 77,
            events: events.map {
                TimelineEvent(time: 1_000_000 + $0.time, object: $0.object, detail: 0, kind: $0.kind)
            },
            names: names,
            dropped: dropped
        )
    }

    private func timeline(_ threads: RecordedThread...) -> Timeline {
        var builder = TimelineBuilder(threads, from: 1_000_000, to: 1_000_100)
        return builder.timeline()
    }

    /// A tracked lock tells of the whole wait, and each sleep in it tells of itself.
    @Test func waits_withinOne_areOne() {
        let lane = timeline(
            thread(
                1,
                [
                    (0, .began, 0), (10, .willLock, 5), (12, .willSleep(.lock), 5), (14, .didWake(.lock), 5),
                    (15, .willSleep(.lock), 5), (18, .didWake(.lock), 5), (20, .tookLock, 5), (30, .willUnlock, 5),
                ]
            )
        ).lanes[0]
        #expect(lane.waits == [TimelineSpan(.lock, "lock 1", 10..<20)])
        #expect(lane.holds == [TimelineSpan(.lock, "lock 1", 20..<30)])
    }

    @Test func lock_thatWasFree_isNotWaitedFor() {
        let lane = timeline(
            thread(1, [(0, .began, 0), (10, .willSleep(.sleep), 0), (12, .didWake(.sleep), 0), (13, .tookLock, 5)])
        ).lanes[0]
        #expect(lane.waits == [TimelineSpan(.sleep, "sleep", 10..<12)])
        #expect(lane.holds == [TimelineSpan(.lock, "lock 1", 13..<100)])
    }

    @Test func beginnings_thatAreMissing_wereBeforeTheTimeline() {
        let timeline = timeline(
            thread(1, [(10, .didWake(.event), 4), (20, .willUnlock, 5)]),
            thread(2, [(30, .task(.ended), 7)], names: ["pool"])
        )
        #expect(timeline.lanes[0].waits == [TimelineSpan(.event, "event 1", 0..<10)])
        #expect(timeline.lanes[0].holds == [TimelineSpan(.lock, "lock 1", 0..<20)])
        #expect(timeline.lanes[1].tasks == [TimelineTask(7, of: "pool", 0..<30)])
    }

    @Test func ends_thatAreMissing_areThatOfTheTimeline() {
        let lane = timeline(
            thread(
                1,
                [(10, .task(.began), 7), (20, .tookLock, 5), (30, .willSleep(.event), 4)],
                names: ["pool"]
            )
        ).lanes[0]
        #expect(lane.tasks == [TimelineTask(7, of: "pool", 10..<100)])
        #expect(lane.holds == [TimelineSpan(.lock, "lock 1", 20..<100)])
        #expect(lane.waits == [TimelineSpan(.event, "event 1", 30..<100)])
    }

    /// What happened after the last event that was kept is not known.
    @Test func ends_thatWereDropped_areThatOfTheLastEvent() {
        let timeline = timeline(
            thread(1, [(0, .began, 0), (20, .tookLock, 5), (30, .willLock, 6)], dropped: 3),
            thread(2, [(60, .tookLock, 5), (70, .willUnlock, 5)])
        )
        let lane = timeline.lanes[0]
        #expect(lane.life == 0..<30)
        #expect(lane.holds == [TimelineSpan(.lock, "lock 1", 20..<30)])
        #expect(lane.waits == [TimelineSpan(.lock, "lock 2", 30..<30)])
        #expect(timeline.lanes[1].holds == [TimelineSpan(.lock, "lock 1", 60..<70)])
        #expect(timeline.droppedEvents == 3)
    }

    /// The hold belongs to the thread that took the lock.
    @Test func lock_thatAnotherThreadReleases_wasHeldByTheFirst() {
        let timeline = timeline(
            thread(1, [(10, .tookLock, 5)]),
            thread(2, [(40, .willUnlock, 5)])
        )
        #expect(timeline.lanes[0].holds == [TimelineSpan(.lock, "lock 1", 10..<40)])
        #expect(timeline.lanes[1].holds.isEmpty)
    }

    @Test func tasks_inTheMiddleOfAnother_areWithinIt() {
        let lane = timeline(
            thread(
                1,
                [(10, .task(.began), 1), (20, .task(.began), 2), (30, .task(.ended), 2), (40, .task(.ended), 1)],
                names: ["pool"]
            )
        ).lanes[0]
        #expect(lane.tasks == [TimelineTask(1, of: "pool", 10..<40), TimelineTask(2, of: "pool", 20..<30)])
    }

    /// A submission takes as long as until the next event, and a microsecond at the most.
    @Test func task_knowsWhoSubmittedIt() {
        let timeline = timeline(
            thread(1, [(5, .task(.submitted), 7), (9, .task(.submitted), 8)], names: ["pool"]),
            thread(2, [(10, .task(.began), 7), (20, .task(.ended), 7)], names: ["pool"])
        )
        let submission = TimelineTask.Submission(lane: 1, time: 5..<9)
        #expect(timeline.lanes[1].tasks == [TimelineTask(7, of: "pool", 10..<20, submission: submission)])
    }

    /// Memory is used again: the name is that of what is there now.
    @Test func names_areGivenToWhatIsThereFromThenOn() {
        let timeline = timeline(
            thread(
                1,
                [
                    (0, .willSleep(.queue), 4), (1, .didWake(.queue), 4), (2, .named, 4), (3, .willSleep(.queue), 4),
                    (4, .didWake(.queue), 4), (5, .willSleep(.lock), 4), (6, .didWake(.lock), 4),
                ],
                names: ["room in jobs"]
            )
        )
        #expect(timeline.lanes[0].waits.map(\.object) == ["queue 1", "room in jobs", "the lock of room in jobs"])
    }

    @Test func queues_ofOneName_areTwo() {
        let timeline = timeline(
            thread(
                1,
                [(0, .named, 4), (1, .depth, 4), (2, .named, 8), (3, .depth, 8), (4, .depth, 4)],
                names: ["jobs"]
            )
        )
        #expect(timeline.queues.map(\.name) == ["jobs", "jobs (2)"])
        #expect(timeline.queues[0].depths.map(\.time) == [1, 4])
    }

    @Test func threads_areInTheOrderOfTheirNumbersAndThoseWithoutComeLast() {
        let timeline = timeline(
            thread(nil, [(50, .tookLock, 5)], isForeign: true),
            thread(9, [(40, .started, 0)]),
            thread(3, [(20, .willSleep(.sleep), 0)])
        )
        #expect(timeline.lanes.map(\.name) == ["T3", "T9", "none"])
        #expect(timeline.lanes.map(\.number) == [3, 9, 10])
        // The first was there, the second began, and of the third that is not known.
        #expect(timeline.lanes.map(\.life) == [0..<100, 40..<100, 50..<100])
    }

    @Test func sums_countWhatOverlapsOnce() {
        var lane = TimelineLane("T1", number: 1, life: 0..<100)
        lane.holds = [TimelineSpan(.lock, "lock 1", 10..<40), TimelineSpan(.lock, "lock 2", 20..<50)]
        lane.waits = [TimelineSpan(.lock, "lock 2", 15..<20), TimelineSpan(.lock, "lock 2", 60..<90)]
        let timeline = Timeline(lanes: [lane], length: 100, processID: 1)
        #expect(timeline.threads[0].holding == .nanoseconds(40))
        #expect(timeline.threads[0].waiting == .nanoseconds(35))
        #expect(timeline.threads[0].running == .nanoseconds(65))
        #expect(timeline.locks.map(\.name) == ["lock 2", "lock 1"])
        #expect(timeline.locks[0].longestWait == .nanoseconds(30))
    }
}
