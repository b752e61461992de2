// Part of swift-threading. Apache-2.0: see LICENSE.

/// A file to be hashed, on its way from the walker to a hashing thread.
struct Job: Sendable {
    /// Its place in the walker's order.
    var sequence: Int
    var name: FileName
    /// False for what was found below a path, where links are not followed.
    var followsLinks: Bool
    /// The digest it should have, where there is a check list; else its line is printed.
    var expectedDigits: [UInt8]?
    /// The size that the walker announced to the progress bar; nil where there is no bar, or where a
    /// survey counts ahead.
    var announcedSize: Int?
}
