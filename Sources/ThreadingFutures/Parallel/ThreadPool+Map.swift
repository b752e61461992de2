// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension ThreadPool {
    /// Has a function called for each element by the pool's threads, and gives the results one after the other.
    ///
    /// ```swift
    /// for page in pool.map(addresses, { try load($0) }) {
    ///     print(try page.get().count)
    /// }
    /// ```
    ///
    /// The work begins with this call. No more than `buffer` elements are submitted whose results were not taken, and
    /// no more are taken from the sequence, so that it may be long, slow, or without end, and whoever takes the results
    /// slows down the work. Each result is a `Result`: an error is that of its element, and the rest goes on.
    ///
    /// For work that computes, and of which all results are wanted together, ``parallelMap(_:grain:_:)``.
    /// For several sequences at once, `zip`.
    ///
    /// | | a result is there | none yet | the last was taken |
    /// | --- | --- | --- | --- |
    /// | ``PoolMap/next()`` | a result | blocks, `nil` when the time is over | `nil` |
    ///
    /// **Blocking**: not for results; as long as the sequence takes for its first elements, and as the pool makes those
    /// wait who submit.
    ///
    /// **Ordering**: what the caller did before it took a result is visible to the calls that were submitted after it;
    /// what a call did is visible to whoever has its result.
    ///
    /// **Precondition**: `chunk` is positive, and `buffer` not less.
    ///
    /// **Python**: `Executor.map(fn, *iterables, timeout, chunksize, buffersize)`, which without a `buffersize` takes all
    /// of its input at once, ends with the first exception (until 3.16), and ignores `chunksize` on threads. There the
    /// time being over is an error; here the loop ends, and ``PoolMap/isOutOfTime`` says so. There the results do not keep
    /// the pool; here they do.
    ///
    /// - Parameters:
    ///   - elements: taken from by whoever takes the results, as there is room.
    ///   - buffer: how many elements may be submitted whose results were not taken. The default is twice as many as
    ///     there are threads, times the chunk.
    ///   - chunk: how many elements a thread takes at a time. One, unless each takes some microseconds only.
    ///   - inOrder: whether results come in the order of the elements, or as they are ready.
    ///   - duration: the time for all, from this call on. `nil` waits for ever; otherwise a request to the waiting thread
    ///     to stop ends the wait, too.
    ///   - transform: what to call.
    /// - Returns: the results, for one loop.
    public func map<Input: Sequence, Output: Sendable>(
        _ elements: Input,
        buffer: Int? = nil,
        chunk: Int = 1,
        inOrder: Bool = true,
        within duration: Duration? = nil,
        _ transform: @escaping @Sendable (Input.Element) throws -> Output
    ) -> PoolMap<Input, Output> where Input.Element: Sendable {
        PoolMap(
            elements,
            on: self,
            buffer: buffer,
            chunk: chunk,
            inOrder: inOrder,
            until: duration == nil ? .never : Deadline(after: duration),
            transform
        )
    }
}
