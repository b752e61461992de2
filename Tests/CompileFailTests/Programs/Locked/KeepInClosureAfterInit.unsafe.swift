// Part of swift-threading. Apache-2.0: see LICENSE.

// A guarded closure whose variable is used outside.

import Threading

func make() -> Locked<() -> Void> {
    var counter = 0
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    let guarded = Locked<() -> Void>({ counter += 1 })
    counter += 1
    return guarded
}
