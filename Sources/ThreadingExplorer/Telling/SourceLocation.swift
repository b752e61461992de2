// Part of swift-threading. Apache-2.0: see LICENSE.

/// A line of the program under test, by the number of the call stack that a recorder has kept for it.
///
/// Lines are looked up all at once, when the text is complete: until then this stands in it.
struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
    let stack: Int

    /// Cannot be in any other text.
    static let mark: Character = "\u{1}"

    var description: String { "\(Self.mark)\(stack)\(Self.mark)" }
}
