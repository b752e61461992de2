// Part of swift-threading. Apache-2.0: see LICENSE.

// Elements that the iterator may still hold.

import Threading

final class Tally { var count = 0 }

func count(_ tallies: SerializedIterator<IndexingIterator<[Int]>>) {}
