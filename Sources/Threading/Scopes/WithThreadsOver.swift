// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Changes elements in place, a piece in each of several threads.
///
/// The elements are divided into as many pieces as there are threads, as long as each other or longer by one. Each body
/// has its own to itself, so nothing is locked and nothing is copied:
///
/// ```swift
/// var pixels = image.pixels
/// let brightest = withThreads(over: &pixels) { piece, start in
///     var brightest: UInt8 = 0
///     for index in piece.indices {
///         piece[index] = gamma[Int(piece[index])]
///         brightest = max(brightest, piece[index])
///     }
///     return brightest
/// }.max()
/// ```
///
/// The body reads whatever the caller has, and changes only its piece. For two variables, use
/// `concurrently` with a body for each; for work whose pieces are of very different length, a `ThreadPool`.
///
/// **Blocking**: until all threads have ended. The first piece is the calling thread's.
///
/// **Stopping**, **Ordering**: as ``withThreads(name:limit:_:)``.
///
/// **Precondition**: there is one thread or more, and the operating system has them left.
///
/// **Python**: there is none. Rust's rayon has `par_chunks_mut`.
///
/// - Complexity: a thread less than there are pieces, some 40 µs each.
/// - Parameters:
///   - elements: what the threads change.
///   - threads: how many at the most; the default is one for each processor.
///   - name: what the threads are called, with `-1`, `-2` … behind it.
///   - body: changes a piece; gets the piece, and the index of its first element among all.
/// - Returns: what the bodies return, in the order of the pieces; nothing if there are no elements.
@available(*, noasync, message: "blocks the thread")
@discardableResult
public func withThreads<Element: Sendable & ~Copyable, Value: Sendable>(
    over elements: inout MutableSpan<Element>,
    threads: Int? = nil,
    name: String? = nil,
    _ body: @Sendable (_ piece: inout MutableSpan<Element>, _ start: Int) -> Value
) -> [Value] {
    withoutActuallyEscaping(body) { body in
        elements.withPieces(atMost: threads) { pieces in
            let core = ScopeCore(name: name)
            return core.run { () -> [Value] in
                let others = (1..<pieces.count).map { piece in core.spawn { pieces.change(piece, body) } }
                return [pieces.change(0, body)] + others.map { $0.join() }
            }
        }
    }
}

/// Changes elements in place, a piece in each of several threads, by a body that may throw.
///
/// As ``withThreads(over:threads:name:_:)-(MutableSpan<Element>,_,_,_)``. If one of the threads fails, the others are
/// asked to stop. What they have changed until then stays.
///
/// - Parameters:
///   - elements: what the threads change.
///   - threads: how many at the most; the default is one for each processor.
///   - name: what the threads are called, with `-1`, `-2` … behind it.
///   - body: changes a piece; gets the piece, and the index of its first element among all.
/// - Throws: ``ThreadFailures``, with everything that was thrown.
/// - Returns: what the bodies return, in the order of the pieces; nothing if there are no elements.
@available(*, noasync, message: "blocks the thread")
@discardableResult
public func withThrowingThreads<Element: Sendable & ~Copyable, Value: Sendable>(
    over elements: inout MutableSpan<Element>,
    threads: Int? = nil,
    name: String? = nil,
    _ body: @Sendable (_ piece: inout MutableSpan<Element>, _ start: Int) throws -> Value
) throws(ThreadFailures) -> [Value] {
    try withoutActuallyEscaping(body) { body throws(ThreadFailures) in
        try elements.withPieces(atMost: threads) { pieces throws(ThreadFailures) in
            let core = ScopeCore(name: name, policy: .failFast)
            return try core.collect { () throws -> [Value] in
                let others = (1..<pieces.count).map { piece in core.spawn { try pieces.change(piece, body) } }
                return try [pieces.change(0, body)] + others.map { try $0.join() }
            }
        }
    }
}

extension MutableSpan where Element: ~Copyable {
    /// Calls the body with the pieces, unless there are none.
    fileprivate mutating func withPieces<Value, Failure: Error>(
        atMost threads: Int?,
        _ body: (BorrowedPieces<Element>) throws(Failure) -> [Value]
    ) throws(Failure) -> [Value] {
        let threads = threads ?? NativeThread.availableProcessors
        Misuse.unless(threads > 0, "elements are divided among one thread or more, not \(threads)")
        if isEmpty { return [] }
        return try unsafe withUnsafeMutableBufferPointer { (elements) throws(Failure) -> [Value] in
            try body(unsafe BorrowedPieces(elements, atMost: threads))
        }
    }
}
