// Part of swift-threading. Apache-2.0: see LICENSE.

/// What came of one check list, and what is said of it at its end.
struct CheckTally: Sendable {
    /// The lines that are not properly formatted; known to the thread that reads the list.
    var misformatted = 0
    /// Whether there was any line that is.
    var hasFormattedLines = false
    var unreadable = 0
    var mismatched = 0
    var hasMatch = false

    /// The lines for standard error, once the whole list has been read.
    func messages(list: FileName, options: CheckOptions) -> [Message] {
        guard hasFormattedLines else {
            return [Message(list, "no properly formatted checksum lines found")]
        }
        guard options.report != .status else { return [] }
        var messages: [Message] = []
        if misformatted > 0 {
            messages.append(warning(misformatted, "line is improperly formatted", "lines are improperly formatted"))
        }
        if unreadable > 0 {
            messages.append(warning(unreadable, "listed file could not be read", "listed files could not be read"))
        }
        if mismatched > 0 {
            messages.append(warning(mismatched, "computed checksum did NOT match", "computed checksums did NOT match"))
        }
        if options.ignoresMissing, !hasMatch {
            messages.append(Message(list, "no file was verified"))
        }
        return messages
    }

    /// Whether the list was verified.
    func isSuccess(options: CheckOptions) -> Bool {
        hasFormattedLines && hasMatch && mismatched == 0 && unreadable == 0
            && (!options.isStrict || misformatted == 0)
    }

    private func warning(_ count: Int, _ one: String, _ many: String) -> Message {
        Message("WARNING: \(count) \(count == 1 ? one : many)")
    }
}
