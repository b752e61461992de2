// Part of swift-threading. Apache-2.0: see LICENSE.

/// A program that does not compile, and why.
///
/// Whoever runs the tour may have no compiler, so its words are recorded. A test compiles the program
/// and compares.
struct RefusedProgram: Sendable {
    let source: ProgramSource

    /// What the compiler says, a message each.
    let words: [Substring]

    init(_ source: [UInt8], words: [UInt8]) {
        self.source = ProgramSource(source)
        self.words = String(decoding: words, as: UTF8.self).split(separator: "\n")
    }
}
