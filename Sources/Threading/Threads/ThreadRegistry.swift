// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// All threads that this package knows, until they have gone.
final class ThreadRegistry: @unchecked Sendable {
    // Unchecked: every `var` is touched under `lock` only.

    static let shared = ThreadRegistry()

    private let lock = LockWord(isExplorable: false)
    private var threads: [UInt64: NativeThread] = [:]
    private var lastID: UInt64 = 1
    private var lastUnnamed = 0
    private var lastForeign = 0

    /// The record of the thread that the program began with, which never leaves.
    let main = NativeThread(id: 1, name: "MainThread", isDaemon: false, origin: .main)

    private init() {
        threads[main.id] = main
        // It has begun to run, whether or not it will ever ask for itself.
        main.noteNativeID(CurrentThread.mainNativeID)
    }

    func add(
        name: String?,
        isDaemon: Bool,
        origin: NativeThread.Origin,
        stop: StopState = StopState()
    ) -> NativeThread {
        lock.lock()
        defer { lock.unlock() }
        lastID += 1
        let thread = NativeThread(
            id: lastID,
            name: name ?? nextName(for: origin),
            isDaemon: isDaemon,
            origin: origin,
            stop: stop
        )
        threads[thread.id] = thread
        return thread
    }

    private func nextName(for origin: NativeThread.Origin) -> String {
        if origin == .foreign {
            lastForeign += 1
            return "Foreign-\(lastForeign)"
        }
        lastUnnamed += 1
        return "Thread-\(lastUnnamed)"
    }

    func remove(_ thread: NativeThread) {
        lock.lock()
        // Destroyed after the lock is released: it may be the last reference.
        let last = threads.removeValue(forKey: thread.id)
        lock.unlock()
        withExtendedLifetime(last) {}
    }

    /// Those that have not ended.
    var all: [NativeThread] { present.filter(\.isAlive) }

    /// Those as well that have ended, but have not gone yet.
    var present: [NativeThread] {
        lock.lock()
        let present = Array(threads.values)
        lock.unlock()
        return present.sorted { $0.id < $1.id }
    }

    /// Asks every thread to stop but the caller.
    func askAllToStop() {
        let caller = CurrentThread.record
        for thread in present where thread !== caller { thread.stop.request() }
    }

    /// Gives the calling thread, which has no record, the one that is due to it.
    func adoptCaller() -> NativeThread {
        let thread = CurrentThread.isMain ? main : add(name: nil, isDaemon: true, origin: .foreign)
        thread.noteNativeID(CurrentThread.nativeID)
        CurrentThread.setRecord(thread)
        StopState.setCurrent(thread.stop)
        // Where the system has no key left for its end, a foreign thread stays listed: better than
        // to call every one of its calls a new thread.
        if thread.isForeign { _ = unsafe CurrentThread.atExit(endForeignThread) }
        return thread
    }
}

/// Runs as the last thing of a thread that this package did not start.
private func endForeignThread(_ record: UnsafeMutableRawPointer?) {
    guard CurrentThread.record != nil else { return }
    // Not on a thread that an explorer has given up in the middle of its work.
    if Seam.current == nil { LocalTable.endCaller() }
    let thread = NativeThread.current
    ThreadRegistry.shared.remove(thread)
    StopState.setCurrent(nil)
    CurrentThread.clearRecord()
    thread.end.open()
}
