// Part of swift-threading. Apache-2.0: see LICENSE.

// A variable that a predicate reads on one thread is changed on another.

import Threading

func wait(_ count: Monitor<Int>) {
    let limit = 3
    count.wait { $0 > limit }
}
