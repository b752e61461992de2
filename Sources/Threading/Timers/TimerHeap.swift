// Part of swift-threading. Apache-2.0: see LICENSE.

/// Timers by the time at which they are due, the earliest first.
///
/// A binary heap whose elements know their place, so that one that is cancelled, as most time-outs are, leaves at
/// once: all is O(log *n*). A wheel with its O(1) would have to choose between precision and idle ticks.
struct TimerHeap {
    private var entries: [TimerEntry] = []

    var count: Int { entries.count }

    var first: TimerEntry? { entries.first }

    mutating func insert(_ entry: TimerEntry) {
        entry.position = entries.count
        entries.append(entry)
        moveUp(entry)
    }

    /// Takes out an entry that is in it; the caller holds another reference.
    mutating func remove(_ entry: TimerEntry) {
        let position = entry.position
        entry.position = -1
        guard let last = entries.popLast(), last !== entry else { return }
        entries[position] = last
        last.position = position
        moveUp(last)
        moveDown(last)
    }

    private mutating func moveUp(_ entry: TimerEntry) {
        var position = entry.position
        while position > 0 {
            let parent = (position - 1) / 2
            guard entry.precedes(entries[parent]) else { break }
            place(entries[parent], at: position)
            position = parent
        }
        place(entry, at: position)
    }

    private mutating func moveDown(_ entry: TimerEntry) {
        var position = entry.position
        while true {
            var child = 2 * position + 1
            guard child < entries.count else { break }
            if child + 1 < entries.count, entries[child + 1].precedes(entries[child]) { child += 1 }
            guard entries[child].precedes(entry) else { break }
            place(entries[child], at: position)
            position = child
        }
        place(entry, at: position)
    }

    private mutating func place(_ entry: TimerEntry, at position: Int) {
        entries[position] = entry
        entry.position = position
    }
}
