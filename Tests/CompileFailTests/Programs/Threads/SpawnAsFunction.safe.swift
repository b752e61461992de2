// Part of swift-threading. Apache-2.0: see LICENSE.

// Kept as a function that takes any closure, spawn would lose what it asks of its body.

import Threading

func run() {
    let start: (sending @escaping () -> Void) -> Void = { body in NativeThread.spawn(body) }
    start { print(1) }
}
