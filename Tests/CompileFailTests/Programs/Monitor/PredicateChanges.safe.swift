// Part of swift-threading. Apache-2.0: see LICENSE.

// A predicate looks, and changes nothing.

import Threading

func wait(_ count: Monitor<Int>) {
    count.wait { count in count == 1 }
}
