// Part of swift-threading. Apache-2.0: see LICENSE.

// Elements that the iterator may still hold.

import Threading

final class Tally { var count = 0 }

// error: type 'IndexingIterator<[Tally]>.Element' (aka 'Tally') does not conform to the 'Sendable' protocol
func count(_ tallies: SerializedIterator<IndexingIterator<[Tally]>>) {}
