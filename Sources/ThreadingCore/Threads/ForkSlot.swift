// Part of swift-threading. Apache-2.0: see LICENSE.

public import CThreading

/// One pointer of the calling thread: where it keeps what it has forked.
@usableFromInline
package enum ForkSlot: Sendable {
    /// What was set last, by this thread; `nil` at first.
    @inlinable package static var current: UnsafeMutableRawPointer? {
        @inline(__always) get { unsafe ct_fork() }
        @inline(__always) set { unsafe ct_set_fork(newValue) }
    }
}
