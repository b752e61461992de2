// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation
import Testing
import ThreadingCore

@testable import ThreadingDiagnostics

/// Timelines in the trace event format.
@Suite struct ChromeTraceTests {
    /// One that the viewers' rules were checked with by hand: the hold that outlasts the task has a row of its own.
    @Test func trace_ofASmallTimeline_hasEachEventOnALine() {
        #expect(
            SampleTimeline.small.chromeTrace() == #"""
                {"traceEvents":[
                {"ph":"M","pid":42,"tid":1,"ts":0,"name":"thread_name","args":{"name":"main \"&<1>\""}},
                {"ph":"M","pid":42,"tid":1,"ts":0,"name":"thread_sort_index","args":{"sort_index":0}},
                {"ph":"X","name":"holds lock 1","cat":"lock","pid":42,"tid":1,"ts":100,"dur":300},
                {"ph":"X","name":"submits task 17","cat":"task","pid":42,"tid":1,"ts":150,"dur":1},
                {"ph":"s","name":"submitted","cat":"task","pid":42,"tid":1,"ts":150,"id":17},
                {"ph":"X","name":"waits for the end of a thread","cat":"wait","pid":42,"tid":1,"ts":500,"dur":400},
                {"ph":"M","pid":42,"tid":2,"ts":0,"name":"thread_name","args":{"name":"worker"}},
                {"ph":"M","pid":42,"tid":2,"ts":0,"name":"thread_sort_index","args":{"sort_index":1}},
                {"ph":"X","name":"task 17 of pool","cat":"task","pid":42,"tid":2,"ts":250,"dur":400},
                {"ph":"f","name":"submitted","cat":"task","pid":42,"tid":2,"ts":250,"id":17,"bp":"e"},
                {"ph":"X","name":"waits for lock 1","cat":"wait","pid":42,"tid":2,"ts":300,"dur":100.500},
                {"ph":"i","name":"not recorded from here on: 3 events were dropped","cat":"recorder","pid":42,"tid":2,"ts":800,"s":"t"},
                {"ph":"M","pid":42,"tid":1000002,"ts":0,"name":"thread_name","args":{"name":"worker, locks"}},
                {"ph":"X","name":"holds lock 1","cat":"lock","pid":42,"tid":1000002,"ts":400.500,"dur":299.500},
                {"ph":"C","name":"elements of jobs","pid":42,"ts":150,"args":{"elements":1}},
                {"ph":"C","name":"elements of jobs","pid":42,"ts":200,"args":{"elements":2}},
                {"ph":"C","name":"elements of jobs","pid":42,"ts":250.250,"args":{"elements":1}}
                ],"displayTimeUnit":"ns","otherData":{"droppedEvents":3}}

                """#
        )
    }

    /// What every event must have, by its phase.
    @Test func trace_ofManyEvents_keepsToTheFormat() throws {
        let timeline = SampleTimeline.large(threads: 5, rounds: 20)
        let file = try JSONSerialization.jsonObject(with: Data(timeline.chromeTrace().utf8)) as? [String: Any]
        let events = try #require(file?["traceEvents"] as? [[String: Any]])
        #expect(
            events.count { $0["ph"] as? String == "X" }
                == timeline.lanes.reduce(0) { $0 + $1.holds.count + $1.waits.count }
        )
        for event in events {
            #expect(event["pid"] as? Int == 42)
            #expect(event["ts"] is NSNumber && event["name"] is String)
            switch event["ph"] as? String {
            case "X": #expect(event["dur"] is NSNumber && event["tid"] is NSNumber)
            case "C": #expect((event["args"] as? [String: Int])?.count == 1)
            case "M": #expect(event["args"] is [String: Any])
            default: Issue.record("\(event)")
            }
        }
    }

    @Test(arguments: [
        ("plain", #""plain""#), ("\"\\", #""\"\\""#), ("\n\r\t", #""\n\r\t""#), ("\u{0}\u{1F}", #""\u0000\u001f""#),
        ("é🧵\u{2028}", "\"é🧵\u{2028}\""),
    ])
    func text_inJSON_isEscapedAndReadBack(text: String, quoted: String) throws {
        #expect(JSONText.quoted(text) == quoted)
        let read = try JSONSerialization.jsonObject(with: Data("[\(quoted)]".utf8)) as? [String]
        #expect(read == [text])
    }

    @Test(arguments: [(0, "0"), (1, "0.001"), (1_000, "1"), (12_034, "12.034"), (1_000_000_100, "1000000.100")])
    func time_inMicroseconds_isExact(nanoseconds: Int, text: String) {
        #expect(JSONText.microseconds(nanoseconds) == text)
    }

    // MARK: Rows

    private func slice(_ name: String, _ time: Range<Int>, hold: Bool = false) -> TraceTrack.Slice {
        TraceTrack.Slice(name: name, category: hold ? "lock" : "wait", time: time)
    }

    private func names(_ slices: TraceTrack.Slice...) -> (kept: [String], rest: [String]) {
        let track = TraceTrack(slices)
        return (track.slices.map(\.name), track.rest.map(\.name))
    }

    @Test func slices_withinOneAnother_shareARow() {
        let (kept, rest) = names(slice("wait", 20..<30), slice("task", 0..<100), slice("hold", 10..<40, hold: true))
        #expect(kept == ["task", "hold", "wait"])
        #expect(rest.isEmpty)
    }

    @Test func slices_oneAfterAnother_shareARow() {
        let (kept, rest) = names(slice("wait", 0..<10), slice("hold", 10..<20, hold: true), slice("next", 20..<20))
        #expect(kept == ["wait", "hold", "next"])
        #expect(rest.isEmpty)
    }

    @Test func hold_thatOutlastsATask_goesToAnotherRow() {
        let (kept, rest) = names(slice("task", 0..<50), slice("hold", 10..<60, hold: true), slice("wait", 20..<30))
        #expect(kept == ["task", "wait"])
        #expect(rest == ["hold"])
    }

    @Test func hold_thatEndsInTheMiddleOfAWait_goesToAnotherRow() {
        let (kept, rest) = names(slice("hold", 0..<50, hold: true), slice("wait", 20..<60))
        #expect(kept == ["wait"])
        #expect(rest == ["hold"])
    }

    @Test func holds_thatCross_areInTwoRows() {
        let (kept, rest) = names(slice("one", 0..<50, hold: true), slice("other", 20..<60, hold: true))
        #expect(kept == ["other"])
        #expect(rest == ["one"])
    }
}
