// Part of swift-threading. Apache-2.0: see LICENSE.

// A guarded closure whose variable is used outside.

import Threading

func make() -> Locked<() -> Void> {
    var counter = 0
    counter += 1
    return Locked<() -> Void>({ counter += 1 })
}
