// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Threading
internal import ThreadingCore

/// Finds threads that take the same locks in different orders, before they meet and wait for each other for ever.
///
/// A program that takes lock *a* and then *b* in one place, and *b* and then *a* in another, works, until two threads do it
/// at the same time. A ``Deadlock`` is found when that has happened; the order is found in any run that goes through both
/// places, one after the other or on one thread.
///
/// ```swift
/// LockOrder.startChecking()           // writes to standard error
/// LockOrder.startChecking { violation in fatalError("\(violation)") }     // in tests
/// ```
///
/// It works in every build, for locks that are made while it is on. Each pair of locks is reported once, by the thread that is
/// about to take the second lock, with the stack of that thread and the stack of whoever was the first to do it the other
/// way round. Longer ways round are found as well: *a* before *b*, *b* before *c*, *c* before *a*. So is a thread that is about to
/// wait for a lock that it holds itself.
///
/// What counts is a wait without an end. A lock that is only tried, or waited for with a time, leads to no deadlock: so
/// no order that ends in such an attempt counts, but those do that begin with a lock that was taken so. Linux's lockdep and
/// absl do the same.
///
/// An order may be harmless: if a third lock is held in both places, the two threads cannot meet. It is reported all
/// the same; to keep to one order costs less than the proof.
///
/// - Complexity: to take and release a lock costs some 0.2 µs (0.15 µs of them for what ``ThreadRecording`` does), and
///   0.05 µs for each lock that is held meanwhile; the first time that a pair is seen, some microseconds for the stack, and
///   a look at all pairs.
///
/// **Python**: there is none. Go has packages that do so, C++ `absl::Mutex` in debug builds, the Linux kernel lockdep.
public enum LockOrder: Sendable {
    /// Starts to check the order in which locks are taken, with nothing known of it yet.
    ///
    /// - Parameter report: is called for each violation, on the thread that is about to take the lock, with whatever
    ///   locks that thread holds. Orders of locks that it takes itself are not checked. The default writes the violation
    ///   to standard error.
    public static func startChecking(
        _ report: @escaping @Sendable (LockOrderViolation) -> Void = { $0.writeToStandardError() }
    ) {
        _ = NativeThread.current
        ThreadRecorder.shared.orders.start(report)
        ThreadRecorder.shared.use(true, for: .lockOrder)
    }

    /// Stops checking, and forgets all orders.
    public static func stopChecking() {
        ThreadRecorder.shared.use(false, for: .lockOrder)
        ThreadRecorder.shared.orders.stop()
    }
}
