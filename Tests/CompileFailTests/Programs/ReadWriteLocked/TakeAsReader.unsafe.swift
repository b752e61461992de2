// Part of swift-threading. Apache-2.0: see LICENSE.

// A reader that takes a value which there is only one of.

import Threading

struct Ticket: ~Copyable, Sendable { var number = 0 }

func take(_ ticket: ReadWriteLocked<Ticket>) -> Int {
    // error: '$0' is borrowed and cannot be consumed
    let mine = ticket.withReadLock { $0 }
    return mine.number
}
