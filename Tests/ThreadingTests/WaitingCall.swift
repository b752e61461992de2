// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// One of the module's calls that wait and take a time.
struct WaitingCall: Sendable, CustomTestStringConvertible {
    /// A wait that is not satisfied, until it is.
    struct Attempt: Sendable {
        /// Waits; whether it got what it waited for.
        let wait: @Sendable (Duration?) -> Bool
        /// Lets it through.
        let satisfy: @Sendable () -> Void
    }

    let name: String
    /// What an observer sees it sleep on.
    let kind: WaitReason.Kind
    /// Whether it takes a duration, and so `nil`; else an instant.
    var takesNil = true
    let make: @Sendable () -> Attempt

    var testDescription: String { name }

    /// Every waiting call of the module: one list a type or theme.
    static let all: [WaitingCall] = [
        first,
        meetings,
        readWriteLocks,
        locks,
        timers,
    ]
    .flatMap(\.self)

    private static let first: [WaitingCall] = [
        WaitingCall(name: "Lock.lock(for:)", kind: .lock) {
            let lock = Lock()
            _ = lock.lockIfAvailable()
            return Attempt(wait: { Self.released(lock, lock.lock(for: $0)) }, satisfy: { lock.unlock() })
        },
        WaitingCall(name: "Lock.lock(until:)", kind: .lock, takesNil: false) {
            let lock = Lock()
            _ = lock.lockIfAvailable()
            return Attempt(wait: { Self.released(lock, lock.lock(until: instant($0))) }, satisfy: { lock.unlock() })
        },
        WaitingCall(name: "Locked.withLock(for:)", kind: .lock) {
            let (guarded, mayRelease, isHeld) = (Locked(0), Event(), Event())
            let holder = NativeThread.spawn {
                guarded.withLock { _ in
                    isHeld.set()
                    mayRelease.wait()
                }
            }
            while !isHeld.isSet { ThreadYield.yield() }
            return Attempt(
                wait: { guarded.withLock(for: $0) { _ in true } ?? false },
                satisfy: {
                    mayRelease.set()
                    holder.join()
                }
            )
        },
        WaitingCall(name: "Condition.wait(for:)", kind: .condition) {
            let condition = Condition()
            return Attempt(
                wait: { duration in condition.withLock { condition.wait(for: duration) } },
                satisfy: { condition.withLock { condition.notify() } }
            )
        },
        WaitingCall(name: "Condition.wait(until:)", kind: .condition, takesNil: false) {
            let condition = Condition()
            return Attempt(
                wait: { duration in condition.withLock { condition.wait(until: instant(duration)) } },
                satisfy: { condition.withLock { condition.notify() } }
            )
        },
        WaitingCall(name: "Condition.wait(for:where:)", kind: .condition) {
            let (condition, isTrue) = (Condition(), Locked(false))
            return Attempt(
                wait: { duration in
                    condition.withLock { condition.wait(for: duration) { isTrue.withLock { $0 } } }
                },
                satisfy: {
                    condition.withLock {
                        isTrue.withLock { $0 = true }
                        condition.notifyAll()
                    }
                }
            )
        },
        WaitingCall(name: "Event.wait(for:)", kind: .event) {
            let event = Event()
            return Attempt(wait: { event.wait(for: $0) }, satisfy: { event.set() })
        },
        WaitingCall(name: "Event.wait(until:)", kind: .event, takesNil: false) {
            let event = Event()
            return Attempt(wait: { event.wait(until: instant($0)) }, satisfy: { event.set() })
        },
        WaitingCall(name: "Semaphore.wait(for:)", kind: .semaphore) {
            let semaphore = Semaphore(value: 0)
            return Attempt(wait: { semaphore.wait(for: $0) }, satisfy: { semaphore.signal() })
        },
        WaitingCall(name: "Semaphore.wait(until:)", kind: .semaphore, takesNil: false) {
            let semaphore = Semaphore(value: 0)
            return Attempt(wait: { semaphore.wait(until: instant($0)) }, satisfy: { semaphore.signal() })
        },
        WaitingCall(name: "JoinHandle.join(for:)", kind: .join) {
            let over = Event()
            let handle = NativeThread.spawn { over.wait() }
            return Attempt(wait: { handle.join(for: $0) != nil }, satisfy: { over.set() })
        },
        WaitingCall(name: "JoinHandle.join(until:)", kind: .join, takesNil: false) {
            let over = Event()
            let handle = NativeThread.spawn { over.wait() }
            return Attempt(wait: { handle.join(until: instant($0)) != nil }, satisfy: { over.set() })
        },
    ]

    /// Releases the lock again if it was taken: none may be held at its end.
    private static func released(_ lock: Lock, _ wasTaken: Bool) -> Bool {
        if wasTaken { lock.unlock() }
        return wasTaken
    }

    /// The instant a duration from now; those without one are not asked for `nil`.
    static func instant(_ duration: Duration?) -> ContinuousClock.Instant {
        ContinuousClock.now.advanced(by: duration ?? Delay.long)
    }
}
