// Part of swift-threading. Apache-2.0: see LICENSE.

// A variable that a predicate reads on one thread is changed on another.

import Threading

func wait(_ count: Monitor<Int>) {
    var limit = 3
    // error: reference to captured var 'limit' in concurrently-executing code
    count.wait { $0 > limit }
    limit += 1
}
