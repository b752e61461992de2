// Part of swift-threading. Apache-2.0: see LICENSE.

// Kept as a function that takes any closure, spawn would lose what it asks of its body.

import Threading

func run() {
    // error: converting a value of type '(sending @escaping () -> Void) -> Void' to type '(@escaping () -> Void)
    let start: (@escaping () -> Void) -> Void = { (body: sending @escaping () -> Void) in NativeThread.spawn(body) }
    start { print(1) }
}
