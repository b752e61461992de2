// Part of swift-threading. Apache-2.0: see LICENSE.

/// What a line of a check list asks for: that the file has the digest.
struct CheckLine: Equatable {
    var name: FileName
    /// The digest's digits, in lower case.
    var digits: [UInt8]
}
