// Part of swift-threading. Apache-2.0: see LICENSE.

import Dispatch
import Foundation
import NIOConcurrencyHelpers
import Synchronization

/// Locks of the standard library, Foundation, Dispatch and SwiftNIO.
extension Scenario {
    static let swiftLocks: [Scenario] =
        locks("swift.Mutex") { MutexLocked() } + locks("swift.NSLock") { FoundationLocked(NSLock()) }
        + locks("swift.NIOLock") { NIOLockedValueBox(Guarded()) }
        + locks("swift.DispatchSemaphore") { SemaphoreLocked() } + [
            Scenario(incumbent: "NSRecursiveLock", "rlock_uncontended") {
                uncontended(FoundationLocked(NSRecursiveLock()), $0)
            },
            Scenario(incumbent: "NSRecursiveLock", "rlock_nested") { meter in
                let subject = FoundationLocked(NSRecursiveLock())
                return subject.lock.withLock { uncontended(subject, meter) }
            },
        ]
}

private final class MutexLocked: LockSubject {
    private let guarded = Mutex(Guarded())

    @inline(__always)
    func change(_ body: @Sendable (inout Guarded) -> Void) { guarded.withLock { body(&$0) } }
}

/// Guarded by `lock`.
private final class FoundationLocked<Kind: NSLocking & Sendable>: LockSubject, @unchecked Sendable {
    let lock: Kind
    @exclusivity(unchecked) private var guarded = Guarded()

    init(_ lock: Kind) { self.lock = lock }

    @inline(__always)
    func change(_ body: @Sendable (inout Guarded) -> Void) {
        lock.lock()
        body(&guarded)
        lock.unlock()
    }
}

/// Guarded by a semaphore that one thread passes.
private final class SemaphoreLocked: LockSubject, @unchecked Sendable {
    private let semaphore = DispatchSemaphore(value: 1)
    @exclusivity(unchecked) private var guarded = Guarded()

    @inline(__always)
    func change(_ body: @Sendable (inout Guarded) -> Void) {
        semaphore.wait()
        body(&guarded)
        semaphore.signal()
    }
}

extension NIOLockedValueBox: LockSubject where Value == Guarded {
    @inline(__always)
    func change(_ body: @Sendable (inout Guarded) -> Void) { withLockedValue { body(&$0) } }
}
