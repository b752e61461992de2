// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

/// The harness itself finds what it is there to find.
struct HarnessTests {
    private let expected = Expectation(line: 3, severity: "error", words: "risks causing data races")

    @Test
    func expectationsAreReadAboveTheirLine() {
        let source = """
            let a = 1  // error: not one
                // error: sending 'a' risks
                // warning: unused
                use(a)
            // a comment
            """
        #expect(
            Expectation.all(in: source) == [
                Expectation(line: 4, severity: "error", words: "sending 'a' risks"),
                Expectation(line: 4, severity: "warning", words: "unused"),
            ]
        )
    }

    @Test
    func diagnosticsAreReadFromTheCompilersOutputWithoutNotesAndQuotes() {
        let output = """
            /a/b.swift:3:16: error: sending 'a' risks causing data races [#SendingRisksDataRace]
                print("error: not one")
                ^
            /a/b.swift:4:1: note: access can happen concurrently
            error: no such module
            """
        #expect(
            Diagnostic.all(in: output) == [
                Diagnostic(
                    line: 3,
                    severity: "error",
                    message: "sending 'a' risks causing data races [#SendingRisksDataRace]"
                ),
                Diagnostic(line: 0, severity: "error", message: "no such module"),
            ]
        )
    }

    @Test
    func misuseThatCompilesIsReportedAsMissing() {
        #expect(Verdict(expected: [expected], reported: []).missing == [expected])
    }

    @Test(arguments: [
        Diagnostic(line: 4, severity: "error", message: "sending 'a' risks causing data races"),
        Diagnostic(line: 3, severity: "warning", message: "sending 'a' risks causing data races"),
        Diagnostic(line: 3, severity: "error", message: "cannot find 'a' in scope"),
    ])
    func anotherLineSeverityOrMessageIsNotTheExpectedOne(_ reported: Diagnostic) {
        let verdict = Verdict(expected: [expected], reported: [reported])
        #expect(verdict.missing == [expected])
        #expect(verdict.unexpected == [reported])
    }

    @Test
    func oneExpectationCoversTheSameMisuseReportedTwiceForItsLine() {
        let reported = Diagnostic(line: 3, severity: "error", message: "sending 'a' risks causing data races")
        #expect(Verdict(expected: [expected], reported: [reported, reported]).isAsExpected)
    }
}
