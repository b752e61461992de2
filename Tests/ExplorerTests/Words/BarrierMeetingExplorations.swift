// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

@testable import Threading
@testable import ThreadingCore
@testable import ThreadingExplorer

/// The barrier of one word, step by step: all meet or all are turned away, and nobody waits for ever.
@Suite struct BarrierMeetingExplorations {
    private typealias Meeting = BarrierMeeting<ExploredBarrierWord>

    /// Which one the caller was to come; nil if it was turned away.
    private static func wait(_ meeting: Meeting, until deadline: Deadline = .never) -> Int? {
        try? meeting.wait(until: deadline)
    }

    private func exhaust(
        parties: Int,
        preemptions: Int? = nil,
        _ body: @escaping @Sendable (BarrierMeeting<ExploredBarrierWord>) -> Void
    ) throws {
        let report = try explore(
            .exhaustive,
            preemptions: preemptions,
            schedules: 200_000,
            timeLimit: .seconds(900)
        ) {
            let meeting = Meeting(parties: parties)
            body(meeting)
            expect(meeting.waitingCount == 0, "somebody who is gone still waits")
        }
        #expect(report.isExhausted, "\(report)")
    }

    /// B2: each comes as another one, and nobody goes on before all have come.
    @Test func wait_byTwoTwice_inEverySchedule() throws {
        try exhaust(parties: 2) { meeting in
            let value = WatchedVariable(0)
            let other = NativeThread.spawn { () -> [Int?] in
                value.write(1)
                let first = Self.wait(meeting)
                return [first, Self.wait(meeting)]
            }
            let first = Self.wait(meeting)
            expect(value.read() == 1, "it went on alone")
            let mine = [first, Self.wait(meeting)]
            let theirs = other.join()
            for (one, two) in zip(mine, theirs) {
                expect(Set([one, two]) == [0, 1], "\(mine), \(theirs)")
            }
        }
    }

    /// B2.
    @Test func wait_byThree_everyScheduleWithTwoPreemptions() throws {
        try exhaust(parties: 3, preemptions: 2) { meeting in
            let handles = (0..<2).map { _ in NativeThread.spawn { Self.wait(meeting) } }
            let all = [Self.wait(meeting)] + handles.map { $0.join() }
            expect(Set(all) == [0, 1, 2], "\(all)")
        }
    }

    /// B3: who gives up breaks the barrier for both, or neither is turned away.
    @Test func wait_forATime_meetsOrBreaksForBoth() throws {
        try exhaust(parties: 2) { meeting in
            let other = NativeThread.spawn { Self.wait(meeting, until: Deadline(after: .seconds(1))) }
            let (mine, theirs) = (Self.wait(meeting), other.join())
            expect((mine == nil) == (theirs == nil), "one has met, and the other has not")
            expect(meeting.isBroken == (mine == nil))
        }
    }

    /// B4, B5: those of the broken round are turned away, all of them, and those of the next are not.
    @Test(arguments: [true, false]) func reset_besideThreadsThatWait_turnsAwayBothOrNone(
        abortsFirst: Bool
    ) throws {
        // Under Thread Sanitizer, which takes three times as long, with one fewer: what it looks for is two that meet.
        try exhaust(parties: 2, preemptions: Exploration.isSanitized ? 2 : 3) { meeting in
            let handles = (0..<2).map { _ in NativeThread.spawn { Self.wait(meeting) } }
            if abortsFirst { meeting.abort() }
            meeting.reset()
            // It meets one of them, or nobody.
            let late = NativeThread.spawn { Self.wait(meeting, until: Deadline(after: .seconds(1))) }
            let end = late.join()
            meeting.abort()
            let ends = handles.map { $0.join() } + [end]
            expect(ends.compactMap { $0 }.count.isMultiple(of: 2), "somebody has met nobody: \(ends)")
        }
    }
}
