// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

@testable import ThreadingProgram

@Suite struct ProgressLineTests {
    private let known = ProgressFigures(
        filesDone: 1204,
        filesKnown: 2950,
        bytesDone: 1_395_864_371,
        bytesKnown: 3_328_599_654,
        isTotalKnown: true,
        bytesPerSecond: 955_252_736
    )
    private let unknown = ProgressFigures(
        filesDone: 1204,
        filesKnown: 2950,
        bytesDone: 1_395_864_371,
        bytesKnown: 3_328_599_654,
        bytesPerSecond: 955_252_736
    )

    @Test func text_whenTheTotalIsKnown_saysHowMuchAndHowLong() {
        let text = ProgressLine(figures: known).text(width: 200)
        #expect(
            text == "[############------------------]   41%  1,204/2,950 files  1.3 GiB/3.1 GiB  911 MiB/s  0:03 left"
        )
    }

    @Test func text_whileTheTotalIsUnknown_saysSo() {
        let text = ProgressLine(figures: unknown).text(width: 200)
        #expect(text == "1,204/2,950+ files  1.3 GiB  911 MiB/s  still looking for files")
    }

    @Test(arguments: 0...130) func text_inAnyWidth_isShorterThanTheTerminal(width: Int) {
        for figures in [
            known, unknown, ProgressFigures(),
            ProgressFigures(
                filesDone: .max,
                filesKnown: .max,
                bytesDone: .max,
                bytesKnown: .max,
                isTotalKnown: true,
                bytesPerSecond: 1e30
            ),
        ] {
            let text = ProgressLine(figures: figures).text(width: width)
            #expect(text.utf8.count < max(1, width) || text.isEmpty)
            #expect(text.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
        }
    }

    @Test func text_whenColoured_hasTheSameColumns() {
        let line = ProgressLine(figures: known)
        let coloured = line.text(width: 120, isColoured: true)
        #expect(coloured != line.text(width: 120))
        #expect(coloured.replacing("\u{1B}[32m", with: "").replacing("\u{1B}[0m", with: "") == line.text(width: 120))
    }

    @Test func secondsLeft_whenNothingMoves_isUnknown() {
        var figures = known
        figures.bytesPerSecond = 0
        #expect(figures.secondsLeft == nil)
        #expect(!ProgressLine(figures: figures).text(width: 200).contains("left"))
    }

    @Test func fraction_whenAllFilesAreEmpty_isOfTheFiles() {
        #expect(ProgressFigures(filesDone: 1, filesKnown: 4, isTotalKnown: true).fraction == 0.25)
        #expect(ProgressFigures(isTotalKnown: true).fraction == nil)
    }

    @Test(arguments: [
        (0, "0 B"), (999, "999 B"), (1000, "1.0 KiB"), (1536, "1.5 KiB"), (120 << 20, "120 MiB"), (.max, "8.0 EiB"),
    ])
    func size_hasThreeDigits(bytes: Int, text: String) {
        #expect(ProgressLine.size(bytes) == text)
    }

    @Test(arguments: [(7, "0:07"), (754, "12:34"), (3723, "1:02:03")]) func time_isAsOnAClock(
        seconds: Int,
        text: String
    ) {
        #expect(ProgressLine.time(seconds) == text)
    }
}

@Suite struct RateMeterTests {
    @Test func record_ofASteadyRate_isThatRate() throws {
        var meter = RateMeter(startingAt: 10)
        for tick in 1...100 { meter.record(bytes: tick * 50, at: 10 + Double(tick) / 10) }
        #expect(abs(try #require(meter.bytesPerSecond) - 500) < 1e-6)
    }

    @Test func record_afterAChange_followsIt() throws {
        var meter = RateMeter(startingAt: 0)
        meter.record(bytes: 1000, at: 1)
        for tick in 1...200 { meter.record(bytes: 1000, at: 1 + Double(tick) / 10) }
        #expect(try #require(meter.bytesPerSecond) < 10)
    }

    @Test func record_twiceAtOnce_changesNothing() {
        var meter = RateMeter(startingAt: 0)
        meter.record(bytes: 1000, at: 1)
        meter.record(bytes: 2000, at: 1)
        #expect(meter.bytesPerSecond == 1000)
    }
}
