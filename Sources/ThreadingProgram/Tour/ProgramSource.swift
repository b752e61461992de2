// Part of swift-threading. Apache-2.0: see LICENSE.

/// The text of a program as it stands in its file, which the build has put into the binary.
///
/// The tour shows the very files that it is compiled from: `Shown`, which `Package.swift` embeds, is a
/// link to `Programs`. So what is shown is what runs, with or without the sources at hand.
struct ProgramSource: Sendable {
    /// Without the line about the licence, which is the same in all.
    let lines: [Substring]

    init(_ bytes: [UInt8]) {
        lines = String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .drop { $0.hasPrefix("//") || $0.isEmpty }
            .dropLast()
    }
}
