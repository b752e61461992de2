// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingCore

/// What waits for a recursive lock, on a condition with one, and in a monitor.
extension WaitingCall {
    static let locks: [WaitingCall] = recursiveLocks + recursiveConditions + monitors

    /// A lock that a thread holds until it is to release it: the owner itself would not wait.
    private static func held(_ wait: @escaping @Sendable (RecursiveLock, Duration?) -> Bool) -> Attempt {
        let (lock, mayRelease, isHeld) = (RecursiveLock(), Event(), Event())
        let holder = NativeThread.spawn {
            lock.withLock {
                isHeld.set()
                mayRelease.wait()
            }
        }
        while !isHeld.isSet { ThreadYield.yield() }
        return Attempt(
            wait: { wait(lock, $0) },
            satisfy: {
                mayRelease.set()
                holder.join()
            }
        )
    }

    private static let recursiveLocks: [WaitingCall] = [
        WaitingCall(name: "RecursiveLock.lock(for:)", kind: .lock) {
            held { $0.lock(for: $1) }
        },
        WaitingCall(name: "RecursiveLock.lock(until:)", kind: .lock, takesNil: false) {
            held { $0.lock(until: instant($1)) }
        },
        WaitingCall(name: "ConditionLock.lock(for:)", kind: .lock) {
            held { Condition($0).lock.lock(for: $1) }
        },
        WaitingCall(name: "ConditionLock.lock(until:)", kind: .lock, takesNil: false) {
            held { Condition($0).lock.lock(until: instant($1)) }
        },
    ]

    private static let recursiveConditions: [WaitingCall] = [
        WaitingCall(name: "Condition.wait(for:) on two levels", kind: .condition) {
            let condition = Condition(RecursiveLock())
            return Attempt(
                wait: { duration in
                    condition.withLock { condition.withLock { condition.wait(for: duration) } }
                },
                satisfy: { condition.withLock { condition.notify() } }
            )
        },
        WaitingCall(name: "Condition.wait(until:where:)", kind: .condition, takesNil: false) {
            let (condition, isTrue) = (Condition(), Locked(false))
            return Attempt(
                wait: { duration in
                    condition.withLock { condition.wait(until: instant(duration)) { isTrue.withLock { $0 } } }
                },
                satisfy: {
                    condition.withLock {
                        isTrue.withLock { $0 = true }
                        condition.notifyAll()
                    }
                }
            )
        },
    ]

    private static func monitor(_ wait: @escaping @Sendable (Monitor<Bool>, Duration?) -> Bool) -> Attempt {
        let monitor = Monitor(false)
        return Attempt(wait: { wait(monitor, $0) }, satisfy: { monitor.withLock { $0 = true } })
    }

    private static let monitors: [WaitingCall] = [
        WaitingCall(name: "Monitor.wait(for:where:)", kind: .condition) {
            monitor { $0.wait(for: $1) { $0 } }
        },
        WaitingCall(name: "Monitor.wait(until:where:)", kind: .condition, takesNil: false) {
            monitor { $0.wait(until: instant($1)) { $0 } }
        },
        WaitingCall(name: "Monitor.withLock(when:for:)", kind: .condition) {
            monitor { $0.withLock(when: { $0 }, for: $1) { _ in true } ?? false }
        },
        WaitingCall(name: "Monitor.withLock(when:until:)", kind: .condition, takesNil: false) {
            monitor { $0.withLock(when: { $0 }, until: instant($1)) { _ in true } ?? false }
        },
    ]
}
