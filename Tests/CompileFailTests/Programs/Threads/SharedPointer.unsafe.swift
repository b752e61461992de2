// Part of swift-threading. Apache-2.0: see LICENSE.

// A pointer is a reference without a count.

import Threading

func run(_ number: UnsafeMutablePointer<Int>) {
    // error: passing closure as a 'sending' parameter risks causing data races between code in the current task
    NativeThread.spawn { unsafe number.pointee += 1 }
}
