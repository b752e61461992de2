// Part of swift-threading. Apache-2.0: see LICENSE.

/// A line of the program under test.
struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
    let file: String
    let line: Int

    var description: String { "\(file):\(line)" }

    /// The line of the test, or of the code that it tests, that has called the package; `nil` where it cannot be
    /// told.
    ///
    /// Takes the calling thread's backtrace: for the one schedule that is shown.
    static func ofCaller() -> SourceLocation? { CallerLocations.shared.ofCaller() }
}
