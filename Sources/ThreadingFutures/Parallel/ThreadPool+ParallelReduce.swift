// Part of swift-threading. Apache-2.0: see LICENSE.

extension ThreadPool {
    /// Combines all elements into one result, on as many threads of the pool as are free.
    ///
    /// ```swift
    /// let sum = pool.parallelReduce(numbers, 0, { $0 + $1 }, combine: +)
    /// let words = pool.parallelReduce(lines, 0, { $0 + $1.split(separator: " ").count }, combine: +)
    /// ```
    ///
    /// Each piece begins with the identity and takes in its elements in order; then neighbours are combined, in order.
    /// So the result is that of one thread if `combine` is associative and the identity changes nothing. It need not be
    /// commutative: to append strings is right. Floating-point sums are not associative, and differ in their last
    /// digits with the division into pieces, which depends on the number of threads unless there is a grain.
    ///
    /// It divides, blocks and orders as ``parallelForEach(_:grain:_:)`` does.
    ///
    /// **Throws**: the error at the first position. One of `combine` counts as one of the first element of its second half.
    ///
    /// **Precondition**: the grain is positive.
    ///
    /// **Complexity**: each element once, and one combination less than there are pieces.
    ///
    /// **Python**: `functools.reduce`, on several threads.
    ///
    /// - Parameters:
    ///   - elements: the elements, shared by the threads.
    ///   - identity: what no elements give.
    ///   - grain: the most elements of one piece.
    ///   - accumulate: what a result gives with the next element.
    ///   - combine: what two results give, the first of which is of earlier elements.
    /// - Throws: what the closures throw.
    /// - Returns: the result of all; the identity if there are no elements.
    @available(*, noasync, message: "blocks the thread")
    @inlinable
    public func parallelReduce<Elements: RandomAccessCollection & Sendable, Output: Sendable, Failure: Error>(
        _ elements: Elements,
        _ identity: Output,
        grain: Int? = nil,
        _ accumulate: @Sendable (Output, Elements.Element) throws(Failure) -> Output,
        combine: @Sendable (Output, Output) throws(Failure) -> Output
    ) throws(Failure) -> Output {
        let division = Division(of: elements.count, by: grain, for: self)
        let failure = FirstFailure<Failure>()
        let output: Output? = division.reduce(0..<elements.count) { range in
            var partial = identity
            let end = elements.eachOfPiece(range) { index, element in
                guard failure.isWanted(index) else { return false }
                do throws(Failure) {
                    partial = try accumulate(partial, element)
                    return true
                } catch {
                    failure.note(error, at: index)
                    return false
                }
            }
            return end == range.upperBound ? partial : nil
        } combine: { first, second, _, middle in
            guard let first, let second, failure.isWanted(middle) else { return nil }
            do throws(Failure) { return try combine(first, second) } catch {
                failure.note(error, at: middle)
                return nil
            }
        }
        try failure.get()
        // Without a failure there is a result.
        return output ?? identity
    }
}
