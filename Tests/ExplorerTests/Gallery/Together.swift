// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

/// Runs each body on a thread of its own, and waits for all of them.
func together(_ bodies: (@Sendable () -> Void)...) {
    let threads = bodies.map { NativeThread.spawn($0) }
    for thread in threads { thread.join() }
}
