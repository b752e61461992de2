// Part of swift-threading. Apache-2.0: see LICENSE.

// An object handed to the end of the process, and used until then.

import Threading

func run() {
    let tally = Locked(0)
    NativeThread.atExit { print(tally.withLock { $0 }) }
    tally.withLock { $0 += 1 }
}
