// Part of swift-threading. Apache-2.0: see LICENSE.

// A scope that is kept would start threads that nobody waits for.

import Threading

func run() {
    var kept: StopToken?
    withThreads { scope in kept = scope.stopToken }
    print(kept?.isStopRequested ?? false)
}
