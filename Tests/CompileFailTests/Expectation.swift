// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation

/// What the compiler must report for a line, said in a comment above it: `// error: words of the message`.
///
/// Several may stand above one line. `// warning:` is for what Swift only warns about.
struct Expectation: Equatable, Sendable {
    let line: Int
    let severity: String
    let words: String

    static func all(in source: String) -> [Expectation] {
        var found: [Expectation] = []
        var waiting: [(severity: String, words: String)] = []
        for (index, text) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let comment = comment(in: text) {
                waiting.append(comment)
            } else {
                found += waiting.map { Expectation(line: index + 1, severity: $0.severity, words: $0.words) }
                waiting = []
            }
        }
        return found
    }

    private static func comment(in text: Substring) -> (severity: String, words: String)? {
        let text = text.trimmingCharacters(in: .whitespaces)
        for severity in ["error", "warning"] where text.hasPrefix("// \(severity): ") {
            return (severity, String(text.dropFirst("// \(severity): ".count)))
        }
        return nil
    }

    func matches(_ diagnostic: Diagnostic) -> Bool {
        line == diagnostic.line && severity == diagnostic.severity && diagnostic.message.contains(words)
    }
}

extension Expectation: CustomStringConvertible {
    var description: String { "line \(line): \(severity): \(words)" }
}
