// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation
import Testing
import ThreadingCore

@testable import ThreadingDiagnostics

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Timelines as pictures.
@Suite struct SVGTests {
    /// Reads a picture, and counts its rectangles by their class.
    private final class Reader: NSObject, XMLParserDelegate {
        var classes: [String: Int] = [:]
        var text = ""

        func parser(
            _ parser: XMLParser,
            didStartElement name: String,
            namespaceURI: String?,
            qualifiedName: String?,
            attributes: [String: String] = [:]
        ) {
            if let kind = attributes["class"] { classes[kind, default: 0] += 1 }
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
    }

    private func read(_ picture: String) throws -> Reader {
        let reader = Reader()
        let parser = XMLParser(data: Data(picture.utf8))
        parser.delegate = reader
        try #require(parser.parse(), "\(String(describing: parser.parserError))")
        return reader
    }

    @Test func picture_ofASmallTimeline_isThis() throws {
        let picture = SampleTimeline.small.svg()
        let begin = try #require(picture.firstRange(of: "<rect width=\"100%\""))
        #expect(
            picture[begin.lowerBound...] == #"""
                <rect width="100%" height="100%" fill="#ffffff"/>
                <text class="title" x="12" y="28">2 threads, 1.00 ms</text>
                <rect class="run" x="12" y="42" width="16" height="14"/>
                <text class="note" x="34" y="54">runs</text>
                <rect class="wait" x="81.2" y="42" width="16" height="14"/>
                <text class="note" x="103.2" y="54">waits</text>
                <rect class="task0" x="157.2" y="42" width="16" height="14"/>
                <text class="note" x="179.2" y="54">does a task of a pool</text>
                <rect class="lock0" x="342" y="42" width="16" height="14"/>
                <text class="note" x="364" y="54">holds lock 1</text>
                <line class="grid" x1="107.2" y1="90" x2="107.2" y2="212"/>
                <text class="tick" x="107.2" y="85">0</text>
                <line class="grid" x1="214" y1="90" x2="214" y2="212"/>
                <text class="tick" x="214" y="85">0.1 ms</text>
                <line class="grid" x1="320.9" y1="90" x2="320.9" y2="212"/>
                <text class="tick" x="320.9" y="85">0.2 ms</text>
                <line class="grid" x1="427.8" y1="90" x2="427.8" y2="212"/>
                <text class="tick" x="427.8" y="85">0.3 ms</text>
                <line class="grid" x1="534.7" y1="90" x2="534.7" y2="212"/>
                <text class="tick" x="534.7" y="85">0.4 ms</text>
                <line class="grid" x1="641.6" y1="90" x2="641.6" y2="212"/>
                <text class="tick" x="641.6" y="85">0.5 ms</text>
                <line class="grid" x1="748.4" y1="90" x2="748.4" y2="212"/>
                <text class="tick" x="748.4" y="85">0.6 ms</text>
                <line class="grid" x1="855.3" y1="90" x2="855.3" y2="212"/>
                <text class="tick" x="855.3" y="85">0.7 ms</text>
                <line class="grid" x1="962.2" y1="90" x2="962.2" y2="212"/>
                <text class="tick" x="962.2" y="85">0.8 ms</text>
                <line class="grid" x1="1069.1" y1="90" x2="1069.1" y2="212"/>
                <text class="tick" x="1069.1" y="85">0.9 ms</text>
                <line class="grid" x1="1176" y1="90" x2="1176" y2="212"/>
                <text class="tick" x="1176" y="85">1.0 ms</text>
                <text class="name" x="12" y="112.5">main &quot;&amp;&lt;1&gt;&quot;<title>main &quot;&amp;&lt;1&gt;&quot;: there for 1.00 ms, of which it waited 400 µs</title></text>
                <rect class="run" x="107.2" y="96" width="1068.8" height="24"><title>runs</title></rect>
                <rect class="lock0" x="214" y="96" width="320.7" height="24"><title>holds lock 1, 300 µs</title></rect>
                <rect class="wait" x="641.6" y="96" width="427.5" height="24"><title>waits for the end of a thread, 400 µs</title></rect>
                <text class="name" x="12" y="142.5">worker<title>worker: there for 600 µs, of which it waited 100 µs</title></text>
                <rect class="run" x="320.9" y="126" width="641.3" height="24"><title>runs</title></rect>
                <rect class="lost" x="962.2" y="126" width="213.8" height="24"><title>not recorded: 3 events were dropped</title></rect>
                <rect class="task0" x="374.4" y="126" width="427.5" height="24"><title>task 17 of pool, 400 µs</title></rect>
                <text class="number" x="588.1" y="141.5">17</text>
                <rect class="lock0" x="535.2" y="130.8" width="320.1" height="19.2"><title>holds lock 1, 299 µs</title></rect>
                <rect class="wait" x="427.8" y="132" width="107.4" height="12"><title>waits for lock 1, 100 µs</title></rect>
                <text class="name" x="12" y="194.5">jobs<title>how many elements jobs has: 2 at most</title></text>
                <text class="end" x="102.2" y="176">2</text>
                <text class="end" x="102.2" y="212">0</text>
                <path class="area" d="M267.5 212H267.5V190H320.9V168H374.6V190H1176V212Z"><title>how many elements jobs has: 2 at most</title></path>
                <text class="note" x="12" y="240">lock 1: held 2 times, 599 µs, 59 % of the time; waited for once, 100 µs</text>
                <text class="note" x="12" y="258">3 events were dropped: hatched is what is not known.</text>
                <text class="note" x="12" y="276">A thread runs unless it waits for something of swift-threading: what the system has it wait for counts as running.</text>
                </svg>

                """#
        )
        let reader = try read(picture)
        #expect(reader.text.contains("main \"&<1>\""))
    }

    /// However much has happened, the picture stays one that can be opened.
    @Test func picture_ofManyEvents_isBoundedAndSaysWhatItLeavesOut() throws {
        let picture = SampleTimeline.large(threads: 50, rounds: 400).svg()
        let reader = try read(picture)
        #expect(picture.utf8.count < 4_000_000)
        #expect(reader.classes["run"] == 41, "forty lanes, and one in the legend")
        #expect(reader.classes["area"] == 8)
        #expect(reader.text.contains("10 more threads, which were there for less time, are not drawn."))
        #expect(reader.text.contains("2 more queues are not drawn."))
        #expect(reader.text.contains("holds another lock"))
    }

    @Test func picture_ofNothing_canBeRead() throws {
        _ = try read(Timeline(lanes: [], length: 0, processID: 1).svg())
        _ = try read(Timeline(lanes: [TimelineLane("T", number: 1, life: 0..<0)], length: 0, processID: 1).svg())
    }

    /// Those that were there longest, in their own order.
    @Test func lanes_ofTooManyThreads_areTheLongest() {
        let lanes = (1...60).map { number in
            TimelineLane("\(number)", number: UInt64(number), life: 0..<(number > 15 && number <= 55 ? 100 : 50))
        }
        let layout = SVGLayout(Timeline(lanes: lanes, length: 100, processID: 1))
        #expect(layout.lanes.map(\.name) == (16...55).map(String.init))
    }

    @Test func text_thatXMLCannotHold_isReplaced() throws {
        var lane = TimelineLane("<\u{1}\n&>", number: 1, life: 0..<10)
        lane.waits = [TimelineSpan(.event, "\"<\u{0}", 0..<10)]
        let reader = try read(Timeline(lanes: [lane], length: 10, processID: 1).svg())
        #expect(reader.text.contains("<\u{FFFD} &>"))
        #expect(reader.text.contains("waits for \"<\u{FFFD}"))
    }

    /// Of what is narrower than a pixel it is seen how much there is.
    @Test func spans_thatAreTooNarrow_areDrawnTogether() {
        var lane = TimelineLane("T", number: 1, life: 0..<1_000_000)
        lane.holds = (0..<5_000).map { TimelineSpan(.lock, "lock 1", $0 * 100..<$0 * 100 + 50) }
        var columns = SVGColumns(SVGLayout(Timeline(lanes: [lane], length: 1_000_000, processID: 1)))
        for hold in lane.holds { columns.add(hold.time) }
        let runs = columns.runs()
        #expect(runs.reduce(0) { $0 + $1.count } == 5_000)
        #expect(runs.reduce(0) { $0 + $1.time } == 250_000)
        #expect(runs.allSatisfy { $0.quarters == 2 || $0.width == 10 })
    }
}
