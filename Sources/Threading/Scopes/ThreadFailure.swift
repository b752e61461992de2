// Part of swift-threading. Apache-2.0: see LICENSE.

/// An error that left one of the threads of a scope, or the scope's body.
public struct ThreadFailure: Sendable, CustomStringConvertible {
    /// The name of the thread that it happened on.
    public let threadName: String

    /// What was thrown.
    public let error: any Error

    /// Whether it left the body of the scope itself, and not a thread that was started in it.
    public let isOfBody: Bool

    /// The thread's name and the error.
    public var description: String { "\(threadName)\(isOfBody ? " (the scope's body)" : ""): \(error)" }

    /// Whether this error *is* the other, and not only equal to it: somebody joined a thread and passed on what came.
    func isSame(as other: any Error) -> Bool {
        // Sound: an `any Error` is one pointer, to a box that both of them keep alive. It is compared, never read
        // through. `as any Error`, or what is in the box would be passed.
        unsafe unsafeBitCast(error as any Error, to: UInt.self) == unsafeBitCast(other as any Error, to: UInt.self)
    }
}
