// Part of swift-threading. Apache-2.0: see LICENSE.

// The same where the result is promised by hand.

import ThreadingFutures

final class Tally { var count = 0 }

func run() {
    // error: type 'Tally' does not conform to the 'Sendable' protocol
    let promise = Promise<Tally>()
    // error: type 'Tally' does not conform to the 'Sendable' protocol
    _ = promise.succeed(Tally())
}
