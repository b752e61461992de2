// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// What the system says of a thread.
package enum SystemThread {
    /// One letter: `R` runs or could, `S` sleeps, `D` sleeps and cannot be interrupted, `T` is stopped; `nil` where the
    /// system cannot tell.
    package static func state(of nativeID: UInt64) -> Character? {
        let letter = UInt8(bitPattern: ct_thread_state(nativeID))
        return letter == 0 ? nil : Character(Unicode.Scalar(letter))
    }
}
