// Part of swift-threading. Apache-2.0: see LICENSE.

// A closure of the caller's, who may still call it. `sending` in the signature says that he does not.

import Threading

func start(_ body: sending @escaping () -> Void) {
    NativeThread.spawn(body)
}
