// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// One pointer of the calling thread: where it keeps what it has forked.
package enum ForkSlot {
    /// What was set last, by this thread; `nil` at first.
    @inline(__always)
    package static var current: UnsafeMutableRawPointer? {
        get { unsafe ct_fork() }
        set { unsafe ct_set_fork(newValue) }
    }
}
