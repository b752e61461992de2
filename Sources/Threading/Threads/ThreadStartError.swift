// Part of swift-threading. Apache-2.0: see LICENSE.

/// The operating system refused to start a thread.
///
/// **Python**: the `RuntimeError` "can't start new thread".
public struct ThreadStartError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The operating system's error number.
    public let code: Int32

    /// What that number means.
    let reason: String

    /// A sentence that says what was refused and why.
    public var description: String { "the operating system refused to start a thread (\(reason))" }
}
