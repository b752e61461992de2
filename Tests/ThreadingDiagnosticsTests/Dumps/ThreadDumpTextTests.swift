// Part of swift-threading. Apache-2.0: see LICENSE.

private import Foundation
import Testing

@testable import ThreadingDiagnostics

/// What a dump looks like.
@Suite struct ThreadDumpTextTests {
    /// 4.1.32: a line for each thread, in columns.
    @Test func description_ofEverything_isAlignedAndWhole() {
        #expect(
            ThreadDump.sample.description == """
                thread dump of process 4242, 2026-02-03T03:12:45.120Z, 10 threads
                   #1  "MainThread"             4301  waiting   41.200 s  since 03:12:03Z for thread 2 "left" to end
                   #2  "left"                   4302  waiting   41.150 s  since 03:12:03Z for lock "b" (0x2b), held by thread 3 "right"; holds lock "a" (0x1a) since 03:12:03Z
                   #3  "right"                  4303  waiting    1.500 s  since 03:12:43Z for lock "a" (0x1a), held by thread 2 "left"; holds lock "b" (0x2b) since 03:12:03Z, lock 0x3c since 03:12:43Z
                   #4  "tidy\\n\\"up\\"" daemon    4304  waiting    0.250 s  since 03:12:44Z for event 0x4d, gives up in 9.750 s
                   #5  "reader" daemon foreign  4305  running             sleeping, uninterruptible in the system
                   #6  "worker"                 4306  running
                   #7  "new"                       -  starting
                   #8  "lost"                   4308  waiting    3.000 s  since 03:12:42Z for lock 0x5e, held by thread 11 "gone", which has ended
                   #9  "stranger"               4309  waiting    3.000 s  since 03:12:42Z for lock 0x6f, whose holder is not known
                  #10  "napper"                 4310  waiting    3.000 s  since 03:12:42Z for time to pass, gives up in 57.000 s
                deadlock: 2 threads wait for each other
                  thread 2 "left" waits since 03:12:03Z for lock "b" (0x2b), held by thread 3 "right"
                  thread 3 "right" waits since 03:12:43Z for lock "a" (0x1a), held by thread 2 "left"
                """
        )
    }

    /// 4.1.32: for programs.
    @Test func json_ofEverything_isReadByOthers() throws {
        let parsed = try JSONSerialization.jsonObject(with: Data(ThreadDump.sample.json.utf8))
        let dump = try #require(parsed as? [String: Any])
        #expect(dump["process"] as? Int == 4242)
        #expect(dump["time"] as? String == "2026-02-03T03:12:45.120Z")
        #expect(dump["isRecorded"] as? Bool == true)
        #expect(dump["deadlocks"] as? [[Int]] == [[2, 3]])
        let threads = try #require(dump["threads"] as? [[String: Any]])
        #expect(threads.map { $0["id"] as? Int } == Array(1...10))
        #expect(threads.map { $0["name"] as? String }[3] == "tidy\n\"up\"")
        #expect(threads[6]["systemThread"] is NSNull && threads[6]["systemState"] is NSNull)
        #expect(threads[4]["isForeign"] as? Bool == true && threads[4]["wait"] is NSNull)
        let wait = try #require(threads[1]["wait"] as? [String: Any])
        #expect(wait["kind"] as? String == "lock" && wait["name"] as? String == "b")
        #expect(wait["address"] as? String == "0x2b" && wait["holder"] as? Int == 3)
        #expect(wait["seconds"] as? Double == 41.15 && wait["remainingSeconds"] is NSNull)
        let timed = try #require(threads[3]["wait"] as? [String: Any])
        #expect(timed["remainingSeconds"] as? Double == 9.75 && timed["holder"] is NSNull && timed["name"] is NSNull)
        let holds = try #require(threads[2]["holds"] as? [[String: Any]])
        #expect(holds.map { $0["address"] as? String } == ["0x2b", "0x3c"])
    }

    /// Leap days, the turn of centuries, and the beginning.
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (951_782_399, "2000-02-28T23:59:59.000Z"),
        (951_782_400, "2000-02-29T00:00:00.000Z"), (951_868_800, "2000-03-01T00:00:00.000Z"),
        (1_735_689_599, "2024-12-31T23:59:59.000Z"), (4_107_542_400, "2100-03-01T00:00:00.000Z"),
    ])
    func wallTime_ofSecondsSince1970_isTheDate(seconds: Int, text: String) {
        #expect(WallTime.text(.seconds(seconds)) == text)
    }
}
