// Part of swift-threading. Apache-2.0: see LICENSE.

// An element that another thread may be having made.

import Threading

func read(_ numbers: SerializedIterator<IndexingIterator<[Int]>>, _ copy: TeeIterator<IndexingIterator<[Int]>>) async
    -> Int
{
    // error: instance method 'next' is unavailable from asynchronous contexts
    let one = numbers.next() ?? 0
    // error: instance method 'next' is unavailable from asynchronous contexts
    return one + (copy.next() ?? 0)
}
