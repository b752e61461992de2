// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// What an observer does when it is called, once at a time on a thread.
///
/// An observer that takes a lock of its own may have to sleep for it, of which observers are told. Without this, it
/// would be called in the middle of itself.
package enum ObserverCall {
    /// Runs the body, unless the calling thread is in such a body already.
    @inline(__always)
    package static func run(_ body: () -> Void) {
        guard ct_observing() == 0 else { return }
        ct_set_observing(1)
        defer { ct_set_observing(0) }
        body()
    }
}
