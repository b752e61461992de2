// Part of swift-threading. Apache-2.0: see LICENSE.

// Errors are shared as results are. Swift says so where the error is declared, as a warning.

import Threading

final class Tally { var count = 0 }
struct Failure: Error {
    // warning: stored property 'tally' of 'Sendable'-conforming struct 'Failure' has non-Sendable type 'Tally'
    let tally: Tally
}

func run() throws(Failure) {
    try NativeThread.spawn { () throws(Failure) in throw Failure(tally: Tally()) }.join()
}
