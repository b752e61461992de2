// Part of swift-threading. Apache-2.0: see LICENSE.

extension ThreadPool {
    /// What a function gives for each element, in the order of the elements, worked out by as many threads as are free.
    ///
    /// ```swift
    /// let squares = pool.parallelMap(0..<1_000) { $0 * $0 }
    /// ```
    ///
    /// All results are there when it returns, or none. For results one after the other while the rest is worked
    /// out, an error for each, or an input without end, ``map(_:buffer:chunk:inOrder:within:_:)``.
    ///
    /// It divides, blocks, orders and throws as ``parallelForEach(_:grain:_:)`` does.
    ///
    /// **Precondition**: the grain is positive.
    ///
    /// **Complexity**: each element once; the array is allocated once, and each result written to its place.
    ///
    /// **Python**: `list(executor.map(fn, elements))`, `multiprocessing.Pool.map`.
    ///
    /// - Parameters:
    ///   - elements: the elements, shared by the threads.
    ///   - grain: the most elements of one piece.
    ///   - transform: what to work out for one.
    /// - Throws: what `transform` throws at the first position.
    /// - Returns: a result for each element.
    @available(*, noasync, message: "blocks the thread")
    @inlinable
    public func parallelMap<Elements: RandomAccessCollection & Sendable, Output: Sendable, Failure: Error>(
        _ elements: Elements,
        grain: Int? = nil,
        _ transform: @Sendable (Elements.Element) throws(Failure) -> Output
    ) throws(Failure) -> [Output] {
        let count = elements.count
        let division = Division(of: count, by: grain, for: self)
        let failure = FirstFailure<Failure>()
        let outputs = unsafe [Output](unsafeUninitializedCapacity: count) { buffer, initialized in
            guard let start = buffer.baseAddress else { return }
            let places = unsafe OutputPlaces(start: start)
            let isComplete = division.reduce(0..<count) { range in
                let end = elements.eachOfPiece(range) { index, element in
                    guard failure.isWanted(index) else { return false }
                    do throws(Failure) {
                        places.initialize(index, to: try transform(element))
                        return true
                    } catch {
                        failure.note(error, at: index)
                        return false
                    }
                }
                return end == range.upperBound || places.destroy(range.lowerBound..<end)
            } combine: { first, second, range, middle in
                // All of a range is there, or nothing: the array is to have all, or nothing.
                if first == second { return first }
                return places.destroy(first ? range.lowerBound..<middle : middle..<range.upperBound)
            }
            initialized = isComplete ? count : 0
        }
        try failure.get()
        return outputs
    }
}

/// The places of an array that is being made.
@safe
@usableFromInline
struct OutputPlaces<Output: Sendable>: @unchecked Sendable {
    // Unchecked: each place is written by the thread that has its range, and after that by the one that has combined it
    // with its neighbour.
    @usableFromInline let start: UnsafeMutablePointer<Output>

    @inlinable
    init(start: UnsafeMutablePointer<Output>) {
        unsafe self.start = start
    }

    @inlinable @inline(__always)
    func initialize(_ index: Int, to output: Output) {
        unsafe (start + index).initialize(to: output)
    }

    /// Always false: they are not complete.
    @inlinable
    func destroy(_ range: Range<Int>) -> Bool {
        unsafe (start + range.lowerBound).deinitialize(count: range.count)
        return false
    }
}
