// Part of swift-threading. Apache-2.0: see LICENSE.

// The article's global number, changed by every thread. Unchanged it can be shared as it is.

import Threading

let number = 42

func run() {
    NativeThread.spawn { print(number) }
    NativeThread.spawn { print(number) }
}
