// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

@testable import ThreadingDiagnostics

/// What fixed timelines look like, character by character.
@Suite struct TimelinePictureTests {
    @Test func text_ofASmallTimeline_showsEachThreadInALine() {
        #expect(
            SampleTimeline.small.text(width: 54) == """
                2 threads, 1.00 ms; a column is 25.0 µs
                main "&<1>" |====############====................====|
                worker      |        ==7
                """
        )
    }

    @Test func trace_ofASmallTimeline_hasEachEventOnALine() {
        #expect(SampleTimeline.small.chromeTrace() == "")
    }

    @Test func svg_ofASmallTimeline_isThis() {
        #expect(SampleTimeline.small.svg() == "")
    }
}
