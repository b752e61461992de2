// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

@testable import ThreadingCore

/// An explorer that explores nothing: it writes down what it is asked and says yes.
///
/// To be made outside the exploration, so that its own log stays outside.
final class RecordingSeam: ExplorerSeam, Sendable {
    enum Call: Equatable {
        case make(Seam.ObjectKind, UInt32)
        case lock(UInt32, isTimed: Bool), unlock(UInt32), isLocked(UInt32)
        case wait(UInt32, lock: UInt32, isTimed: Bool), notify(UInt32, Int)
        case start(String), join(isTimed: Bool), sleep(UInt64), unread(String)
        case access(UInt32, Seam.AccessKind), changedNothing(UInt32), endWaits(UInt32)
    }

    private struct Log {
        var calls: [Call] = []
        var objects: UInt32 = 0
        var held: Set<UInt32> = []
        var running: Set<UInt64> = []
    }

    private let log = Locked(Log())

    /// What happens during the next wait, and whether it was notified.
    let duringWait = Locked<(@Sendable () -> Bool)?>(nil)

    /// What the virtual clock reads.
    var time: UInt64 { clock.withLock { $0 } }
    let clock = Locked<UInt64>(5_000_000_000)

    /// What it was asked, makings of objects left out.
    var calls: [Call] {
        log.withLock { log in
            log.calls.filter { call in
                if case .make = call { false } else { true }
            }
        }
    }

    /// The objects that were made for it.
    var objects: [Seam.ObjectKind] {
        log.withLock { log in
            log.calls.compactMap { call in
                guard case .make(let kind, _) = call else { return nil }
                return kind
            }
        }
    }

    private func note(_ call: Call) { log.withLock { $0.calls.append(call) } }

    func makeObject(_ kind: Seam.ObjectKind) -> UInt32 {
        log.withLock { log in
            log.objects += 1
            log.calls.append(.make(kind, log.objects))
            return log.objects
        }
    }

    func lock(_ lock: UInt32, until deadline: Deadline) -> Bool {
        log.withLock { log in
            log.calls.append(.lock(lock, isTimed: deadline.nanoseconds != .max))
            return log.held.insert(lock).inserted
        }
    }

    func unlock(_ lock: UInt32) {
        log.withLock { log in
            log.calls.append(.unlock(lock))
            log.held.remove(lock)
        }
    }

    func isLocked(_ lock: UInt32) -> Bool {
        // Left out of the log: each check of a condition's caller asks.
        log.withLock { $0.held.contains(lock) }
    }

    func wait(on condition: UInt32, releasing lock: UInt32, until deadline: Deadline) -> Bool {
        log.withLock { log in
            log.calls.append(.wait(condition, lock: lock, isTimed: deadline.nanoseconds != .max))
            log.held.remove(lock)
        }
        defer { log.withLock { _ = $0.held.insert(lock) } }
        return duringWait.exchange(nil)?() ?? false
    }

    func notify(_ condition: UInt32, count: Int) { note(.notify(condition, count)) }

    func isHeldByCaller(_ lock: UInt32) -> Bool { isLocked(lock) }

    func access(_ cell: UInt32, _ kind: Seam.AccessKind) { note(.access(cell, kind)) }

    func accessChangedNothing(_ cell: UInt32) { note(.changedNothing(cell)) }

    func endWaits(heeding stop: UInt32) { note(.endWaits(stop)) }

    func nameForThread() -> String { "nameless" }

    func noteUnreadError(_ error: any Error, of name: String) { note(.unread(name)) }

    func waitForOutsideLock(until deadline: Deadline, isFree: () -> Bool) -> Bool {
        // Left out of the log, whose own lock is such a one.
        while !isFree() { ThreadYield.yield() }
        return true
    }

    func refuse(_ sentence: String) -> Never { preconditionFailure(sentence) }

    // Book-keeping is not what is recorded: each of its calls would come in pairs of these.
    func beginAside() {}
    func endAside() {}

    func startThread(
        _ thread: UInt64,
        name: String,
        isDaemon: Bool,
        whenAbandoned: @escaping @Sendable () -> Void,
        body: @escaping @Sendable () -> Void
    ) {
        log.withLock { log in
            log.calls.append(.start(name))
            log.running.insert(thread)
        }
        _ = ThreadStart.run(stackSize: nil) {
            Seam.withSeam(self) {
                body()
                // Within the seam, where a busy lock is yielded for: a test ends the process at any sleep.
                self.log.withLock { _ = $0.running.remove(thread) }
            }
        }
    }

    func join(_ thread: UInt64, until deadline: Deadline) -> Bool {
        note(.join(isTimed: deadline.nanoseconds != .max))
        while log.withLock({ $0.running.contains(thread) }) { ThreadYield.yield() }
        return true
    }

    func now() -> UInt64 { time }

    func sleep(until deadline: Deadline) { note(.sleep(deadline.nanoseconds)) }
}
