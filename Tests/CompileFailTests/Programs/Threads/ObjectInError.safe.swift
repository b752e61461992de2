// Part of swift-threading. Apache-2.0: see LICENSE.

// Errors are shared as results are. Swift says so where the error is declared, as a warning.

import Threading

struct Failure: Error {
    let count: Int
}

func run() throws(Failure) {
    try NativeThread.spawn { () throws(Failure) in throw Failure(count: 0) }.join()
}
