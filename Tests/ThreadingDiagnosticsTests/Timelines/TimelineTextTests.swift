// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import ThreadingCore

@testable import ThreadingDiagnostics

/// Timelines drawn with characters.
@Suite struct TimelineTextTests {
    /// 4.1.33: below the lanes stands how much the lock was wanted.
    @Test func text_ofASmallTimeline_showsEachThreadInALine() {
        #expect(
            SampleTimeline.small.text(width: 54) == """
                2 threads, 1.00 ms; a column is 25.0 µs
                main "&<1>" |====############====................====|
                worker      |        ==77....############====????????|
                # holds a lock   = runs   . waits   0-9 a task, by its last digit
                lock 1: held 2 times, 599 µs, 59 % of the time
                lock 1: waited for once, 100 µs
                3 events were dropped (shown as ?)
                """
        )
    }

    @Test(arguments: [20, 40, 76, 80, 200]) func text_ofManyThreads_isAsWideAsItMayBeAndNotLongerThanAScreen(width: Int)
    {
        let lines = SampleTimeline.large(threads: 45, rounds: 3).text(width: width).split(separator: "\n")
        let lanes = lines.filter { $0.hasPrefix("Thread-") }
        #expect(lanes.count == 40)
        #expect(lanes.allSatisfy { $0.count == max(width, 22) })
        #expect(lines.contains("and 5 more threads"))
    }

    @Test func text_ofNothing_hasNoLanes() {
        let nothing = Timeline(lanes: [], length: 0, processID: 1)
        #expect(nothing.text().hasPrefix("0 threads, 0 ns; a column is 0 ns\n#"))
    }

    /// The one that there is most of; a task by the last digit of its number.
    @Test func column_showsWhatTheThreadWasAtForMostOfIt() {
        var lane = TimelineLane("T", number: 1, life: 0..<100)
        lane.waits = [TimelineSpan(.event, "event 1", 4..<10), TimelineSpan(.event, "event 1", 16..<20)]
        lane.tasks = [TimelineTask(123, of: "pool", 20..<40), TimelineTask(124, of: "pool", 30..<36)]
        let timeline = Timeline(lanes: [lane], length: 100, processID: 1)
        #expect(timeline.text(width: 14).split(separator: "\n")[1] == "T |.=34======|")
    }

    @Test(arguments: [
        (0, "0 ns"), (999, "999 ns"), (1_000, "1.00 µs"), (12_345, "12.3 µs"), (123_456, "123 µs"),
        (1_005_000, "1.00 ms"), (59_999_999_999, "59.9 s"), (3_600_000_000_000, "3600 s"),
    ])
    func time_hasThreeDigitsAndItsUnit(nanoseconds: Int, text: String) {
        #expect(TimeText.text(nanoseconds) == text)
        #expect(TimeText.text(.nanoseconds(nanoseconds)) == text)
    }

    @Test(arguments: [
        (0, ["0"]), (7, ["0", "1 ns", "2 ns", "3 ns", "4 ns", "5 ns", "6 ns", "7 ns"]),
        (
            1_000_000,
            ["0", "0.1 ms", "0.2 ms", "0.3 ms", "0.4 ms", "0.5 ms", "0.6 ms", "0.7 ms", "0.8 ms", "0.9 ms", "1.0 ms"]
        ),
        (65_000_000, ["0", "10 ms", "20 ms", "30 ms", "40 ms", "50 ms", "60 ms"]),
        (1_300_000_000, ["0", "0.2 s", "0.4 s", "0.6 s", "0.8 s", "1.0 s", "1.2 s"]),
    ])
    func ticks_areRoundAndOfOneUnit(length: Int, texts: [String]) {
        #expect(TimeText.ticks(length).map(\.text) == texts)
    }

    @Test func ticks_ofAnyLength_areNotTooMany() {
        for exponent in 0..<44 {
            let ticks = TimeText.ticks(3 << exponent)
            #expect((2...13).contains(ticks.count))
            #expect(Set(ticks.map(\.text)).count == ticks.count, "\(ticks)")
        }
    }
}
