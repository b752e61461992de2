// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Runs two bodies at the same time, and returns what both of them return.
///
/// The bodies use what the caller has, where it stands: both have ended when the call returns, so they may read
/// parameters, a `Span`, or a value that cannot be copied.
///
/// ```swift
/// func sum(_ numbers: Span<Int>) -> Int {
///     let middle = numbers.count / 2
///     let (left, right) = concurrently(
///         { numbers.extracting(..<middle).sum() },
///         { numbers.extracting(middle...).sum() }
///     )
///     return left + right
/// }
/// ```
///
/// They cannot change the caller's variables: of two threads that did, no compiler could say which of them changes
/// what. To change two, hand them in: `concurrently` with a body for each. For pieces of one array, use
/// ``withThreads(over:threads:name:_:)-(MutableSpan<Element>,_,_,_)``; for more than two bodies that need not borrow,
/// ``withThreads(name:limit:_:)``.
///
/// **Blocking**: until both have ended. The first runs on the calling thread, the second on one of its own.
///
/// **Stopping**, **Ordering**: as ``withThreads(name:limit:_:)``.
///
/// **Precondition**: the operating system has a thread left.
///
/// **Python**: there is none. Rust's rayon has `join`.
///
/// - Complexity: one thread, some 40 µs.
/// - Parameters:
///   - name: what the second thread is called, with `-1` behind it.
///   - first: runs on the calling thread.
///   - second: runs on another.
/// - Returns: both values.
@available(*, noasync, message: "blocks the thread")
@discardableResult
public func concurrently<First: Sendable, Second: Sendable>(
    name: String? = nil,
    _ first: @Sendable () -> First,
    _ second: @Sendable () -> Second
) -> (First, Second) {
    withoutActuallyEscaping(second) { second in
        let core = ScopeCore(name: name)
        return core.run { () -> (First, Second) in
            let other = core.spawn(second)
            let one = first()
            return (one, other.join())
        }
    }
}

/// Runs two bodies at the same time that may throw, and returns what both of them return.
///
/// As the other form. If one of them fails, the other is asked to stop.
///
/// - Parameters:
///   - name: what the second thread is called, with `-1` behind it.
///   - first: runs on the calling thread.
///   - second: runs on another.
/// - Throws: ``ThreadFailures``, with what both have thrown.
/// - Returns: both values.
@available(*, noasync, message: "blocks the thread")
@discardableResult
public func concurrently<First: Sendable, Second: Sendable>(
    name: String? = nil,
    _ first: @Sendable () throws -> First,
    _ second: @Sendable () throws -> Second
) throws(ThreadFailures) -> (First, Second) {
    try withoutActuallyEscaping(second) { second throws(ThreadFailures) in
        let core = ScopeCore(name: name, policy: .failFast)
        return try core.collect { () throws -> (First, Second) in
            let other = core.spawn(second)
            let one = try first()
            return (one, try other.join())
        }
    }
}
