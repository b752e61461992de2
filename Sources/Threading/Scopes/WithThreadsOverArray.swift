// Part of swift-threading. Apache-2.0: see LICENSE.

/// Changes an array's elements in place, a piece in each of several threads.
///
/// As ``withThreads(over:threads:name:_:)-(MutableSpan<Element>,_,_,_)``, which takes the `mutableSpan` of anything.
///
/// ```swift
/// withThreads(over: &numbers) { piece, _ in
///     for index in piece.indices { piece[index] *= 2 }
/// }
/// ```
///
/// - Parameters:
///   - elements: what the threads change; copied first if somebody else has the array, too.
///   - threads: how many at the most; the default is one for each processor.
///   - name: what the threads are called, with `-1`, `-2` … behind it.
///   - body: changes a piece; gets the piece, and the index of its first element among all.
/// - Returns: what the bodies return, in the order of the pieces; nothing if there are no elements.
@available(*, noasync, message: "blocks the thread")
@discardableResult
public func withThreads<Element: Sendable, Value: Sendable>(
    over elements: inout [Element],
    threads: Int? = nil,
    name: String? = nil,
    _ body: @Sendable (_ piece: inout MutableSpan<Element>, _ start: Int) -> Value
) -> [Value] {
    var span = elements.mutableSpan
    return withThreads(over: &span, threads: threads, name: name, body)
}

/// Changes an array's elements in place, a piece in each of several threads, by a body that may throw.
///
/// As ``withThrowingThreads(over:threads:name:_:)-(MutableSpan<Element>,_,_,_)``.
///
/// - Parameters:
///   - elements: what the threads change; copied first if somebody else has the array, too.
///   - threads: how many at the most; the default is one for each processor.
///   - name: what the threads are called, with `-1`, `-2` … behind it.
///   - body: changes a piece; gets the piece, and the index of its first element among all.
/// - Throws: ``ThreadFailures``, with everything that was thrown.
/// - Returns: what the bodies return, in the order of the pieces; nothing if there are no elements.
@available(*, noasync, message: "blocks the thread")
@discardableResult
public func withThrowingThreads<Element: Sendable, Value: Sendable>(
    over elements: inout [Element],
    threads: Int? = nil,
    name: String? = nil,
    _ body: @Sendable (_ piece: inout MutableSpan<Element>, _ start: Int) throws -> Value
) throws(ThreadFailures) -> [Value] {
    var span = elements.mutableSpan
    return try withThrowingThreads(over: &span, threads: threads, name: name, body)
}
