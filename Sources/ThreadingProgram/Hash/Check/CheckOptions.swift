// Part of swift-threading. Apache-2.0: see LICENSE.

import ArgumentParser

/// How `--check` reports.
struct CheckOptions: Sendable {
    /// The three exclude each other, and the last one given wins, as with coreutils.
    enum Report: String, EnumerableFlag, Sendable {
        /// Nothing on standard output, no summaries: the exit status says it.
        case status
        /// Also a message for each line that is not properly formatted.
        case warn
        /// No `OK` lines.
        case quiet

        static func name(for value: Report) -> NameSpecification {
            value == .warn ? .shortAndLong : .long
        }

        static func help(for value: Report) -> ArgumentHelp? {
            switch value {
            case .status: "With --check: print nothing; the exit status says it."
            case .warn: "With --check: warn about each improperly formatted line."
            case .quiet: "With --check: print no OK for the files that match."
            }
        }
    }

    var report: Report?
    var ignoresMissing = false
    var isStrict = false
}
