// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation

/// An error or a warning as the compiler prints it; its notes are left out.
struct Diagnostic: Equatable, Sendable {
    /// Zero when the compiler names no line.
    let line: Int
    let severity: String
    let message: String

    init(line: Int, severity: String, message: String) {
        self.line = line
        self.severity = severity
        self.message = message
    }

    /// Reads `FILE:LINE:COLUMN: error: MESSAGE`, and `error: MESSAGE` where there is no place.
    static func all(in output: String) -> [Diagnostic] {
        output.split(separator: "\n").compactMap(Diagnostic.init)
    }

    private init?(printed: Substring) {
        for severity in ["error", "warning"] {
            guard let mark = printed.range(of: "\(severity): ") else { continue }
            let place = printed[..<mark.lowerBound].split(separator: ":").compactMap { Int($0) }
            // The compiler also quotes the source and draws below it; those lines have no place before the mark.
            guard place.count >= 2 || mark.lowerBound == printed.startIndex else { continue }
            self.init(
                line: place.dropLast().last ?? 0,
                severity: severity,
                message: String(printed[mark.upperBound...])
            )
            return
        }
        return nil
    }
}

extension Diagnostic: CustomStringConvertible {
    var description: String { "line \(line): \(severity): \(message)" }
}
