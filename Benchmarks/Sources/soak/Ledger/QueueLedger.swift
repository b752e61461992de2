// Part of swift-threading. Apache-2.0: see LICENSE.

/// What one producer wrote down.
struct ProducerLog: Sendable {
    /// Those that the queue has taken.
    var accepted: [Entry] = []

    /// Those that a queue which drops the newest has taken or dropped, and did not say which.
    var perhaps: [Entry] = []

    /// Those of which the queue said that it did not take them.
    var refused: [Entry] = []

    /// Those of them that it refused because it was closed.
    var closed = 0
}

/// The ledger of a round: what went in, what came out.
struct QueueLedger {
    var producers: [ProducerLog]

    /// What each consumer got, in its order.
    var consumers: [[Entry]]

    /// What was left in the queue when it was closed at once.
    var left: [Entry]

    let dropped: Int

    var operations: Int {
        producers.reduce(0) { $0 + $1.accepted.count + $1.perhaps.count + $1.refused.count }
            + consumers.reduce(0) { $0 + $1.count }
    }

    /// Nothing lost, nothing twice, nothing that was refused.
    func checkContents(dropping policy: DropPolicy) throws {
        let accepted = Set(producers.flatMap(\.accepted))
        let perhaps = Set(producers.flatMap(\.perhaps))
        var out = Set<Entry>()
        for entry in consumers.joined() + left where !out.insert(entry).inserted {
            throw Violation("\(entry) came out twice")
        }
        if let entry = out.first(where: { !accepted.contains($0) && !perhaps.contains($0) }) {
            throw Violation("\(entry) came out and was never taken in")
        }
        switch policy {
        case .none:
            if let entry = accepted.first(where: { !out.contains($0) }) { throw Violation("\(entry) was lost") }
            try Violation.unless(dropped == 0, "\(dropped) were dropped")
        case .oldest:
            let gone = accepted.count - out.count
            try Violation.unless(gone == dropped, "\(gone) are gone and \(dropped) were dropped")
        case .newest:
            if let entry = accepted.first(where: { !out.contains($0) }) { throw Violation("\(entry) was lost") }
            let refused = producers.reduce(0) { $0 + $1.refused.count - $1.closed }
            let gone = accepted.count + perhaps.count + refused - out.count
            try Violation.unless(gone == dropped, "\(gone) are gone and \(dropped) were dropped")
        }
    }

    enum DropPolicy: Sendable { case none, oldest, newest }

    /// First in, first out: whoever takes has the elements of one producer in its order.
    func checkOrder() throws {
        for log in consumers + [left] {
            var last: [Int: Int] = [:]
            for entry in log {
                if let before = last[entry.producer], before >= entry.sequence {
                    throw Violation("\(entry) came out after \(entry.producer)/\(before)")
                }
                last[entry.producer] = entry.sequence
            }
        }
    }
}
