// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Threading

/// What goes through a queue, or is captured by work: an object on the heap, counted while it lives.
final class Item: @unchecked Sendable {
    // Unchecked: `touches` is plain memory on purpose. Whoever has the item is the only one to have it; if not, Thread
    // Sanitizer tells.

    private static let alive = Atomic(0)

    /// How many there are.
    static var living: Int { alive.load(ordering: .acquiring) }

    let producer: Int
    let sequence: Int
    var touches = 0

    init(producer: Int, sequence: Int) {
        self.producer = producer
        self.sequence = sequence
        // Relaxed: a count, read when all threads have been joined.
        Self.alive.wrappingAdd(1, ordering: .relaxed)
    }

    deinit {
        // Releasing: whoever reads the count sees what was done with the item.
        Self.alive.wrappingSubtract(1, ordering: .releasing)
    }

    /// Throws if some are not destroyed.
    ///
    /// A thread or task that has given its result may still be letting go of what it held: they have ten seconds.
    static func checkThatAllAreGone() throws {
        let deadline = ContinuousClock.now + .seconds(10)
        while living != 0 {
            if ContinuousClock.now > deadline { throw Violation("\(living) elements or captures were not destroyed") }
            NativeThread.sleep(for: .microseconds(100))
        }
    }

    var priority: Int { sequence % 7 }

    var entry: Entry { Entry(producer: producer, sequence: sequence) }
}

/// What is written down of an item.
struct Entry: Hashable, Sendable, CustomStringConvertible {
    let producer: Int
    let sequence: Int

    var description: String { "\(producer)/\(sequence)" }
}
