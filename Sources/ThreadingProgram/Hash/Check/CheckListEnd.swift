// Part of swift-threading. Apache-2.0: see LICENSE.

/// What the thread that reads the check lists knows of one at its end.
struct CheckListEnd: Sendable {
    var list: FileName
    var misformatted = 0
    var hasFormattedLines = false
    /// Why the list was not read to its end; then there are no summaries.
    var failure: Message?
}
