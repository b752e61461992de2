// Part of swift-threading. Apache-2.0: see LICENSE.

/// What was expected of a file and did not come, and what came and was not expected.
struct Verdict: Equatable, Sendable {
    let missing: [Expectation]
    let unexpected: [Diagnostic]

    /// Compares both ways.
    ///
    /// The compiler may report one misuse for two columns of a line: one expectation covers both.
    init(expected: [Expectation], reported: [Diagnostic]) {
        missing = expected.filter { expectation in !reported.contains(where: expectation.matches) }
        unexpected = reported.filter { diagnostic in !expected.contains { $0.matches(diagnostic) } }
    }

    var isAsExpected: Bool { missing.isEmpty && unexpected.isEmpty }
}

extension Verdict: CustomStringConvertible {
    var description: String {
        (missing.map { "not reported: \($0)" } + unexpected.map { "not expected: \($0)" }).joined(separator: "\n")
    }
}
