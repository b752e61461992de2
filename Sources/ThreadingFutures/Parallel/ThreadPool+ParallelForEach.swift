// Part of swift-threading. Apache-2.0: see LICENSE.

extension ThreadPool {
    /// Does something with each element, on as many threads of the pool as are free.
    ///
    /// ```swift
    /// pool.parallelForEach(0..<image.height) { row in blur(row) }
    /// ```
    ///
    /// For work that computes and returns soon. Work that waits, for a disk or the network, is better handed to
    /// ``map(_:buffer:chunk:inOrder:within:_:)``, which also reads its input as it goes and keeps an error for each element.
    ///
    /// The elements are divided in halves until a piece is no longer than the grain, and free threads take pieces; those
    /// of one piece are done in order. A loop in a loop is divided as well.
    ///
    /// **Blocking**: until all is done; see ``join(_:_:)``, whose forks these are.
    ///
    /// **Ordering**: what the caller did is visible to the body, and what the bodies did is visible to the caller.
    ///
    /// **Throws**: the error of the first element, by its position, whose body throws. Elements before it are all done;
    /// those after it are not begun once it is known.
    ///
    /// **Precondition**: the grain is positive.
    ///
    /// **Complexity**: each element once; a fork for each piece, some 16 for each thread without a grain.
    ///
    /// **Python**: none; what `multiprocessing.Pool.map` does with its `chunksize` for the side effects.
    ///
    /// - Parameters:
    ///   - elements: the elements, or a range of numbers; shared by the threads.
    ///   - grain: the most elements of one piece. Where each takes long, or some far longer than others, 1; where each is
    ///     some nanoseconds, thousands.
    ///   - body: what to do with one.
    /// - Throws: what the body throws.
    @available(*, noasync, message: "blocks the thread")
    @inlinable
    public func parallelForEach<Elements: RandomAccessCollection & Sendable, Failure: Error>(
        _ elements: Elements,
        grain: Int? = nil,
        _ body: @Sendable (Elements.Element) throws(Failure) -> Void
    ) throws(Failure) {
        let division = Division(of: elements.count, by: grain, for: self)
        let failure = FirstFailure<Failure>()
        division.forEach(0..<elements.count) { range in
            _ = elements.eachOfPiece(range) { index, element in
                guard failure.isWanted(index) else { return false }
                do throws(Failure) {
                    try body(element)
                    return true
                } catch {
                    failure.note(error, at: index)
                    return false
                }
            }
        }
        try failure.get()
    }
}
