// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingQueues

/// What goes through a queue under stress: plain memory that only its owner may touch.
final class Parcel {
    let producer: Int
    let number: Int
    private var check: Int

    init(producer: Int, number: Int) {
        self.producer = producer
        self.number = number
        check = producer &* 31 &+ number
    }

    /// Whether it came as it was sent.
    ///
    /// Writes as well, so that two owners would be a race.
    func open() -> Bool {
        check &-= producer &* 31 &+ number
        return check == 0
    }
}

/// A parcel's name in the books.
struct Entry: Hashable, Sendable {
    let producer: Int
    let number: Int

    init(_ parcel: Parcel) {
        producer = parcel.producer
        number = parcel.number
    }

    init(producer: Int, number: Int) {
        self.producer = producer
        self.number = number
    }
}

/// One thread's page.
struct Page: Sendable {
    var sent: [Entry] = []
    var taken: [Entry] = []
    var damaged: [Entry] = []

    mutating func take(_ parcel: Parcel) {
        let entry = Entry(parcel)
        if !parcel.open() { damaged.append(entry) }
        taken.append(entry)
    }
}

/// The books of a run; they say what went wrong, so an empty answer is what a test wants.
struct QueueLedger: Sendable {
    var pages: [Page]

    var sentCount: Int { pages.reduce(0) { $0 + $1.sent.count } }

    var faults: [String] {
        var faults: [String] = []
        let sent = pages.flatMap(\.sent)
        var left = Set(sent)
        if left.count != sent.count { faults.append("an element was put twice") }
        for page in pages {
            for entry in page.damaged { faults.append("\(entry) came damaged") }
            for entry in page.taken where left.remove(entry) == nil {
                faults.append("\(entry) was taken twice, or although it was not put")
            }
            for (producer, entries) in Dictionary(grouping: page.taken, by: \.producer) {
                let numbers = entries.map(\.number)
                if numbers != numbers.sorted() { faults.append("producer \(producer) was overtaken by itself") }
            }
        }
        for entry in left { faults.append("\(entry) was lost") }
        return faults
    }
}
