// Part of swift-threading. Apache-2.0: see LICENSE.

/// What came of one place in the walker's order, on its way to the writer.
struct Report: Sendable {
    /// What there is to say.
    enum Outcome: Sendable {
        /// A file's checksum, as a whole line.
        case hashed(line: [UInt8])
        /// A file that could not be opened or read; the line is empty where nothing is printed.
        case failed(Message, line: [UInt8])
        /// A file with the digest that its check list says, or with another one.
        case verified(matches: Bool, line: [UInt8])
        /// A file that does not exist, which is to be ignored.
        case missing
        /// Something about a directory or a list, which is no file's own failure.
        case complaint(Message, isFailure: Bool)
        /// A check list has been read to its end.
        case listEnd(CheckListEnd)
    }

    var sequence: Int
    var outcome: Outcome
}
