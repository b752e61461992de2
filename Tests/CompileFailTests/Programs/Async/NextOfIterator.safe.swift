// Part of swift-threading. Apache-2.0: see LICENSE.

// An element that another thread may be having made.

import Threading

func read(_ numbers: SerializedIterator<IndexingIterator<[Int]>>, _ copy: TeeIterator<IndexingIterator<[Int]>>) async
    -> Int
{
    await NativeThread.spawn { (numbers.next() ?? 0) + (copy.next() ?? 0) }.value
}
