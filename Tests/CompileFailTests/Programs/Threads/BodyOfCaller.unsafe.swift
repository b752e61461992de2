// Part of swift-threading. Apache-2.0: see LICENSE.

// A closure of the caller's, who may still call it. `sending` in the signature says that he does not.

import Threading

func start(_ body: @escaping () -> Void) {
    // error: sending 'body' risks causing data races
    NativeThread.spawn(body)
}
