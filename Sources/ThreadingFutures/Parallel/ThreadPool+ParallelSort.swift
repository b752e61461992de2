// Part of swift-threading. Apache-2.0: see LICENSE.

extension ThreadPool {
    /// Sorts an array in place, on as many threads of the pool as are free.
    ///
    /// Stable: elements that are equal keep their order, as with the standard library's `sort`.
    ///
    /// ```swift
    /// pool.parallelSort(&people) { $0.age < $1.age }
    /// ```
    ///
    /// It divides, blocks and orders as ``parallelForEach(_:grain:_:)`` does.
    ///
    /// **Precondition**: the grain is positive. `areInIncreasingOrder` is a strict weak order; with another, the array
    /// has its elements in some order.
    ///
    /// **Complexity**: as many comparisons as one thread makes, and room for as many elements again meanwhile. Pays from
    /// some ten thousand elements on.
    ///
    /// **Python**: `list.sort`, on several threads.
    ///
    /// - Parameters:
    ///   - elements: what to sort.
    ///   - grain: the most elements that one thread sorts or merges by itself.
    ///   - areInIncreasingOrder: whether the first is to come before the second. It does not throw: in the middle of a
    ///     merge there is no array to give back.
    @available(*, noasync, message: "blocks the thread")
    @inlinable
    public func parallelSort<Element: Sendable>(
        _ elements: inout [Element],
        grain: Int? = nil,
        by areInIncreasingOrder: @Sendable (Element, Element) -> Bool
    ) {
        withoutActuallyEscaping(areInIncreasingOrder) { order in
            sort(&elements, grain: grain, in: ClosureOrder(order))
        }
    }

    /// Sorts an array of elements that know their order; see ``parallelSort(_:grain:by:)``.
    ///
    /// - Parameters:
    ///   - elements: what to sort.
    ///   - grain: the most elements that one thread sorts or merges by itself.
    @available(*, noasync, message: "blocks the thread")
    @inlinable
    public func parallelSort<Element: Comparable & Sendable>(_ elements: inout [Element], grain: Int? = nil) {
        sort(&elements, grain: grain, in: ComparableOrder())
    }

    @inlinable
    func sort<Order: SortOrder>(_ elements: inout [Order.Element], grain: Int?, in order: Order) {
        let count = elements.count
        let division = Division(of: count, by: grain, for: self, piecesPerThread: 4, least: 2_048)
        // One thread has nobody to divide it with.
        guard count > division.grain, grain != nil || maximumThreads > 1 else {
            order.sort(&elements)
            return
        }
        let scratch = UnsafeMutablePointer<Order.Element>.allocate(capacity: count)
        defer { unsafe scratch.deallocate() }
        unsafe elements.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            unsafe MergeSort(pool: self, grain: division.grain, order: order).sort(start, with: scratch, count)
        }
    }
}
