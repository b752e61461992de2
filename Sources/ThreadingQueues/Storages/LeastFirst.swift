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
        moveUp(from: heap.count - 1, to: place)
    }

    mutating func removeNext() throws -> Element? { try remove(at: 0) }

    /// O(*n*): the heap knows where the least is, and no more.
    mutating func removeOldest() throws -> Element? {
        guard let oldest = heap.indices.min(by: { heap[$0].number < heap[$1].number }) else { return nil }
        return try remove(at: oldest)
    }

    /// The last entry takes the place of the removed one, and goes from there to its own.
    private mutating func remove(at removed: Int) throws -> Element? {
        guard let end = heap.indices.last else { return nil }
        if removed == end { return heap.removeLast().element }
        // The way up, where the removed entry was in another branch than the last.
        var place = removed
        while place > 0, try comes(heap[end], before: heap[(place - 1) / 2]) { place = (place - 1) / 2 }
        if place < removed {
            heap.swapAt(removed, end)
            let entry = heap.removeLast()
            moveUp(from: removed, to: place)
            return entry.element
        }
        // The way down: one bit a level, the first level the highest of them; set for the right child.
        var way: UInt64 = 0
        var levels = 0
        while let child = try firstChild(of: place, below: end), try comes(heap[child], before: heap[end]) {
            way = way << 1 | UInt64((child - 1) & 1)
            levels += 1
            place = child
        }
        heap.swapAt(removed, end)
        let entry = heap.removeLast()
        moveDown(from: removed, by: way, levels)
        return entry.element
    }

    private mutating func moveUp(from start: Int, to place: Int) {
        var hole = start
        while hole != place {
            heap.swapAt(hole, (hole - 1) / 2)
            hole = (hole - 1) / 2
        }
    }

    private mutating func moveDown(from start: Int, by way: UInt64, _ levels: Int) {
        var hole = start
        for level in (0..<levels).reversed() {
            let child = 2 * hole + 1 + Int(way >> UInt64(level) & 1)
            heap.swapAt(hole, child)
            hole = child
        }
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
