// Part of swift-threading. Apache-2.0: see LICENSE.

/// A stable merge sort whose halves, and whose merges, are forked.
///
/// The halves of a range are sorted into the other of two buffers, and merged back into this one, so that each level
/// moves every element once. Two sorted runs are merged by as many threads as there are: the longer run is divided in
/// the middle, the shorter one where the middle's element belongs, and both pairs are merged at their places. Merged by
/// one thread, the last merge alone would be as long as half of all the sorting of twenty threads.
///
/// Elements are moved, never copied, and each exactly once a level whatever the comparison says: a senseless one gives
/// a senseless order of the same elements.
@usableFromInline
struct MergeSort<Order: SortOrder>: Sendable {
    @usableFromInline typealias Element = Order.Element

    @usableFromInline let pool: ThreadPool
    @usableFromInline let grain: Int
    @usableFromInline let order: Order

    @inlinable
    init(pool: ThreadPool, grain: Int, order: Order) {
        self.pool = pool
        self.grain = grain
        self.order = order
    }

    /// Sorts `count` elements in place; `scratch` has room for as many and is left without any.
    @inlinable
    func sort(_ start: UnsafeMutablePointer<Element>, with scratch: UnsafeMutablePointer<Element>, _ count: Int) {
        unsafe sort(Run(start, count), other: Run(scratch, count), intoOther: false)
    }

    /// Some elements in a row, or the room for them.
    @safe
    @usableFromInline
    struct Run: @unchecked Sendable {
        // Unchecked: a part of the buffers belongs to the one half of a fork that it was given to.
        @usableFromInline let start: UnsafeMutablePointer<Element>
        @usableFromInline let count: Int

        @inlinable
        init(_ start: UnsafeMutablePointer<Element>, _ count: Int) {
            unsafe self.start = start
            self.count = count
        }

        @inlinable
        func prefix(_ length: Int) -> Run { unsafe Run(start, length) }
        @inlinable
        func dropping(_ length: Int) -> Run { unsafe Run(start + length, count - length) }
    }

    @inlinable
    func sort(_ run: Run, other: Run, intoOther: Bool) {
        if run.count <= max(grain, 1) {
            let buffer = unsafe UnsafeMutableBufferPointer(start: run.start, count: run.count)
            var elements = unsafe buffer
            unsafe order.sort(&elements)
            if intoOther { unsafe other.start.moveInitialize(from: run.start, count: run.count) }
            return
        }
        let half = run.count / 2
        _ = pool.join(
            { sort(run.prefix(half), other: other.prefix(half), intoOther: !intoOther) },
            { sort(run.dropping(half), other: other.dropping(half), intoOther: !intoOther) }
        )
        let (from, to) = intoOther ? (run, other) : (other, run)
        merge(from.prefix(half), from.dropping(half), into: to)
    }

    /// Merges two sorted runs into room for both; of equal elements, those of the first come first.
    @inlinable
    func merge(_ first: Run, _ second: Run, into target: Run) {
        if first.count + second.count <= max(grain, 2) {
            mergeAlone(first, second, into: target)
            return
        }
        let (one, two): (Int, Int)
        if first.count >= second.count {
            // Before this element of the first come those of the second that are less.
            one = first.count / 2
            two = partition(second) { unsafe order.precedes($0, first.start[one]) }
        } else {
            // Before this element of the second come those of the first that are not greater.
            two = second.count / 2
            one = partition(first) { unsafe !order.precedes(second.start[two], $0) }
        }
        _ = pool.join(
            { merge(first.prefix(one), second.prefix(two), into: target.prefix(one + two)) },
            { merge(first.dropping(one), second.dropping(two), into: target.dropping(one + two)) }
        )
    }

    /// How many elements at the beginning of a run belong to those before.
    @inlinable
    func partition(_ run: Run, belongsBefore: (borrowing Element) -> Bool) -> Int {
        var (low, high) = (0, run.count)
        while low < high {
            let middle = (low + high) / 2
            if unsafe belongsBefore(run.start[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    @inlinable
    func mergeAlone(_ first: Run, _ second: Run, into target: Run) {
        var (one, two) = unsafe (first.start, second.start)
        let (endOfFirst, endOfSecond) = unsafe (one + first.count, two + second.count)
        var place = unsafe target.start
        while unsafe one < endOfFirst, unsafe two < endOfSecond {
            if unsafe order.precedes(two.pointee, one.pointee) {
                unsafe place.moveInitialize(from: two, count: 1)
                unsafe two += 1
            } else {
                unsafe place.moveInitialize(from: one, count: 1)
                unsafe one += 1
            }
            unsafe place += 1
        }
        let left = unsafe endOfFirst - one
        unsafe place.moveInitialize(from: one, count: left)
        unsafe (place + left).moveInitialize(from: two, count: endOfSecond - two)
    }
}
