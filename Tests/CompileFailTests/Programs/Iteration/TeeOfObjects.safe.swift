// Part of swift-threading. Apache-2.0: see LICENSE.

// One object for each of two threads.

import Threading

final class Tally { var count = 0 }

func count(_ tallies: [TeeIterator<IndexingIterator<[Int]>>]) {}
