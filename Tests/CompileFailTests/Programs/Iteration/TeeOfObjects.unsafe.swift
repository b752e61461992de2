// Part of swift-threading. Apache-2.0: see LICENSE.

// One object for each of two threads.

import Threading

final class Tally { var count = 0 }

// error: type 'IndexingIterator<[Tally]>.Element' (aka 'Tally') does not conform to the 'Sendable' protocol
func count(_ tallies: [TeeIterator<IndexingIterator<[Tally]>>]) {}
