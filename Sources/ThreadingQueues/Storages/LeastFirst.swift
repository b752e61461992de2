// Part of swift-threading. Apache-2.0: see LICENSE.

/// The storage of a ``BlockingPriorityQueue``: a binary heap, and of equal elements the one that came first.
///
/// All comparisons of a step are made before anything moves, so one that throws leaves the heap as it was.
struct LeastFirst<Element>: QueueStorage {
    private struct Entry {
        let element: Element

        /// In which order the elements came.
        let number: UInt64
    }

    private let isBefore: @Sendable (Element, Element) throws -> Bool
    private var heap: [Entry] = []
    private var last: UInt64 = 0

    init(by isBefore: @escaping @Sendable (Element, Element) throws -> Bool) {
        self.isBefore = isBefore
    }

    var count: Int { heap.count }

    mutating func append(_ element: consuming sending Element) throws {
        let entry = Entry(element: element, number: last + 1)
        var place = heap.count
        while place > 0, try comes(entry, before: heap[(place - 1) / 2]) { place = (place - 1) / 2 }
        last += 1
        heap.append(entry)
        var hole = heap.count - 1
        while hole != place {
            heap.swapAt(hole, (hole - 1) / 2)
            hole = (hole - 1) / 2
        }
    }

    mutating func removeNext() throws -> Element? {
        guard let end = heap.indices.last else { return nil }
        // The way of the last entry down, when it has taken the place of the first: one bit a level, the first level
        // the highest of them; set for the right child.
        var way: UInt64 = 0
        var levels = 0
        var place = 0
        while let child = try firstChild(of: place, below: end), try comes(heap[child], before: heap[end]) {
            way = way << 1 | UInt64((child - 1) & 1)
            levels += 1
            place = child
        }
        heap.swapAt(0, end)
        let next = heap.removeLast()
        var hole = 0
        while levels > 0 {
            levels -= 1
            let child = 2 * hole + 1 + Int(way >> UInt64(levels) & 1)
            heap.swapAt(hole, child)
            hole = child
        }
        return next.element
    }

    private func firstChild(of place: Int, below end: Int) throws -> Int? {
        let left = 2 * place + 1
        guard left < end else { return nil }
        guard left + 1 < end, try comes(heap[left + 1], before: heap[left]) else { return left }
        return left + 1
    }

    private func comes(_ entry: Entry, before other: Entry) throws -> Bool {
        if try isBefore(entry.element, other.element) { return true }
        if try isBefore(other.element, entry.element) { return false }
        return entry.number < other.number
    }
}
