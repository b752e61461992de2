// Part of swift-threading. Apache-2.0: see LICENSE.

package import Threading
package import ThreadingCore

/// Waits until the thread sleeps or has ended, for a thread whose own wait is a short one: it may be over
/// before anybody has looked.
package func waitUntilAsleepOrEnded<Value, Failure>(_ handle: JoinHandle<Value, Failure>, on kind: WaitReason.Kind) {
    while !handle.isFinished, WaitBoard.reason(of: handle.thread) != kind { ThreadYield.yield() }
}

/// The same of that very lock, see ``waitUntilAsleep(_:onLock:)``.
package func waitUntilAsleepOrEnded<Value, Failure>(_ handle: JoinHandle<Value, Failure>, onLock object: UInt) {
    while !handle.isFinished, !WaitBoard.sleeps(handle.thread, onLock: object) { ThreadYield.yield() }
}

/// Waits until the condition holds, without sleeping.
///
/// For what nothing can notify of; only from a body of ``onThread(name:within:_:)``.
package func waitUntil(_ condition: () -> Bool) {
    while !condition() { ThreadYield.yield() }
}
