// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import ThreadingCore

/// A clock that a test sets, for the deadlines that one thread computes; nothing else is explored.
final class VirtualClock: ExplorerSeam, Sendable {
    let time: Atomic<UInt64>

    init(_ time: UInt64) {
        self.time = Atomic(time)
    }

    func now() -> UInt64 { time.load(ordering: .relaxed) }

    func refuse(_ what: String) -> Never {
        preconditionFailure("a thread with a virtual clock was to \(what) under it")
    }

    func makeObject(_ kind: Seam.ObjectKind) -> UInt32 { refuse("make an object") }
    func lock(_ lock: UInt32, until deadline: Deadline) -> Bool { refuse("lock") }
    func unlock(_ lock: UInt32) { refuse("unlock") }
    func isLocked(_ lock: UInt32) -> Bool { refuse("look at a lock") }
    func wait(on condition: UInt32, releasing lock: UInt32, until deadline: Deadline) -> Bool { refuse("wait") }
    func notify(_ condition: UInt32, count: Int) { refuse("notify") }
    func isHeldByCaller(_ lock: UInt32) -> Bool { refuse("look at a lock") }
    func access(_ cell: UInt32, _ kind: Seam.AccessKind) { refuse("touch a cell") }
    func accessChangedNothing(_ cell: UInt32) { refuse("touch a cell") }
    func endWaits(heeding stop: UInt32) { refuse("stop") }
    func nameForThread() -> String { refuse("start") }
    func startThread(
        _ thread: UInt64,
        name: String,
        isDaemon: Bool,
        whenAbandoned: @escaping @Sendable () -> Void,
        body: @escaping @Sendable () -> Void
    ) { refuse("start") }
    func noteUnreadError(_ error: any Error, of name: String) { refuse("lose an error") }
    func waitForOutsideLock(until deadline: Deadline, isFree: () -> Bool) -> Bool { refuse("lock") }
    func beginAside() {}
    func endAside() {}
    func join(_ thread: UInt64, until deadline: Deadline) -> Bool { refuse("join") }
    func sleep(until deadline: Deadline) { refuse("sleep") }
}
