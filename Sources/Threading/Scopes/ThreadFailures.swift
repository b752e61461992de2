// Part of swift-threading. Apache-2.0: see LICENSE.

/// What went wrong in a scope of threads: every failure, not only the first.
///
/// ```swift
/// do {
///     try withThrowingThreads { scope in … }
/// } catch {
///     if let missing = error.only as? FileMissing { ask(for: missing.path) }
///     for failure in error.failures { log("\(failure.threadName): \(failure.error)") }
/// }
/// ```
///
/// An error that the body got from ``JoinHandle/join()`` and passed on is listed once, as the thread's.
///
/// **Python**: there is none for threads; asyncio's `TaskGroup` throws an `ExceptionGroup`. .NET has
/// `AggregateException`.
public struct ThreadFailures: Error, Sendable, CustomStringConvertible {
    /// All of them, in the order in which they happened.
    ///
    /// Empty if the deadline passed and nothing else went wrong, or if a race was run by nobody.
    public let failures: [ThreadFailure]

    /// Whether the scope's deadline passed before its last thread had ended.
    public let deadlineHasPassed: Bool

    /// The error, where one is all that went wrong.
    public var only: (any Error)? { failures.count == 1 && !deadlineHasPassed ? failures.first?.error : nil }

    /// One line where one thing went wrong, else a line each.
    public var description: String {
        let lines = failures.map(\.description)
        switch (deadlineHasPassed, lines.count) {
        case (true, 0): return "the deadline passed before the last thread had ended"
        case (false, 0): return "no thread was started that could have succeeded"
        case (false, 1): return "a thread failed: \(lines.joined())"
        case (true, let count):
            return (["the deadline passed, and \(count) failed:"] + lines).joined(separator: "\n  ")
        case (false, let count):
            return (["\(count) threads failed:"] + lines).joined(separator: "\n  ")
        }
    }
}
