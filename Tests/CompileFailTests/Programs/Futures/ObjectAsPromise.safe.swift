// Part of swift-threading. Apache-2.0: see LICENSE.

// The same where the result is promised by hand.

import ThreadingFutures

struct Tally { var count = 0 }

func run() {
    let promise = Promise<Tally>()
    _ = promise.succeed(Tally())
}
