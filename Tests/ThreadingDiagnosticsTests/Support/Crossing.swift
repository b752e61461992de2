// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingCore
import ThreadingDiagnostics

/// Daemon threads in a circle: each holds a lock of its own and waits for that of the next.
///
/// When it has been made, all of them wait. Only for the bodies of exit tests, which never end the threads.
struct Crossing {
    let locks: [Lock]
    let threads: [NativeThread]

    init(names: [String] = ["left", "right"]) {
        let locks = names.map { _ in Lock() }
        for (lock, name) in zip(locks, names) { LockTracking.setName("lock of \(name)", of: lock) }
        let holding = Semaphore(value: 0)
        let isTime = Event()
        let threads = names.indices.map { index in
            NativeThread.spawn(name: names[index], daemon: true) {
                locks[index].lock()
                holding.signal()
                isTime.wait()
                locks[(index + 1) % locks.count].lock()
            }.thread
        }
        for _ in names { holding.wait() }
        isTime.set()
        for (index, thread) in threads.enumerated() { waitUntilItWaits(thread, for: locks[(index + 1) % locks.count]) }
        self.locks = locks
        self.threads = threads
    }
}

/// Waits until a dump has the thread waiting for that tracked lock, without sleeping.
///
/// Not for any lock: a thread that begins may wait for the one of its name, which each dump reads.
func waitUntilItWaits(_ thread: NativeThread, for lock: Lock) {
    guard let address = lock.trackedIdentity else { preconditionFailure("the lock is not tracked") }
    while ThreadDump.capture([thread]).entries[0].wait?.object.address != address { ThreadYield.yield() }
}

/// Waits until a dump has the thread waiting for something of the kind, without sleeping.
func waitUntilItWaits(_ thread: NativeThread, for kind: String) {
    while ThreadDump.capture([thread]).entries[0].wait?.object.kind != kind { ThreadYield.yield() }
}

/// What a dump has of one thread now.
func entry(of thread: NativeThread) -> ThreadDump.Entry { ThreadDump.capture([thread]).entries[0] }
