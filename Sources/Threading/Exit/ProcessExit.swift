// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import ThreadingCore

/// What happens when the process leaves through the end of `main` or `exit`.
///
/// 1. The hooks, the latest first: pools let their threads go.
/// 2. Every thread is asked to stop, daemons too. The work of pools takes no heed of that: it is finished.
/// 3. Every thread is joined that is not a daemon, threads included that were started meanwhile.
/// 4. Errors of threads that nobody has asked for are written to standard error.
/// 5. The system goes on: `atexit` handlers that were registered before the first thread was started.
///
/// `_exit`, `quick_exit`, a trap and a signal skip all of it. On a thread other than main, `exit` does
/// the same and does not wait for itself.
package final class ProcessExit: @unchecked Sendable {
    // Unchecked: every `var` is guarded by `lock`.

    package static let shared = ProcessExit()

    private let isPrepared = Atomic(false)
    private let lock = LockWord(isExplorable: false)
    private var hooks: [(id: Int, hook: () -> Void)] = []
    private var lastHook = 0
    private var hooksHaveRun = false
    private var limit: Duration?
    private var lateDescription: (@Sendable ([NativeThread]) -> String)?

    private init() {}

    /// Registers for the end of the process, once, as soon as there is a thread to wait for.
    func prepare() {
        // Relaxed, twice: the exchange alone decides who registers, and nothing is read after it.
        guard !isPrepared.load(ordering: .relaxed), !isPrepared.exchange(true, ordering: .relaxed) else { return }
        SystemProcess.atExit {
            TimerService.shared.releaseCaller()
            ProcessExit.shared.run()
        }
    }

    /// Calls `hook` at exit, before threads are joined, unless it is removed until then.
    ///
    /// If that moment has passed, calls it at once: a pool that was made since would otherwise be waited for,
    /// and nobody would let its threads go.
    package func addHook(_ hook: sending @escaping () -> Void) -> Int {
        prepare()
        lock.lock()
        lastHook += 1
        let id = lastHook
        let isLate = hooksHaveRun
        if !isLate { hooks.append((id, hook)) }
        lock.unlock()
        if isLate { hook() }
        return id
    }

    /// Forgets a hook; whether it was still there.
    ///
    /// One that is running goes on.
    @discardableResult
    package func removeHook(_ id: Int) -> Bool {
        lock.lock()
        // The latest first: hooks come and go as objects do, the youngest soonest.
        let index = hooks.lastIndex { $0.id == id }
        let removed = index.map { hooks.remove(at: $0).hook }
        lock.unlock()
        // Destroyed after the lock is released: it may hold anything.
        withExtendedLifetime(removed) {}
        return removed != nil
    }

    var deadline: Duration? {
        get {
            lock.lock()
            defer { lock.unlock() }
            return limit
        }
        set {
            lock.lock()
            defer { lock.unlock() }
            limit = newValue
        }
    }

    /// Who says more of threads that are late than what they are called: what they wait for, say.
    package var describesLate: (@Sendable ([NativeThread]) -> String)? {
        get {
            lock.lock()
            defer { lock.unlock() }
            return lateDescription
        }
        set {
            lock.lock()
            // What it was is destroyed after the lock is released: it may hold anything.
            let last = lateDescription
            lateDescription = newValue
            lock.unlock()
            withExtendedLifetime(last) {}
        }
    }

    private func run() {
        // The time runs from here, so that hooks that take long leave less of it.
        let deadline = Deadline(after: deadline, heedsStop: false)
        // One at a time, and outside the lock: a hook may add or remove hooks.
        while let hook = nextHook() { hook() }
        ThreadRegistry.shared.askAllToStop()
        joinThreads(until: deadline)
        endTimers(until: deadline)
        UnreadFailures.shared.reportAll()
    }

    private func nextHook() -> (() -> Void)? {
        lock.lock()
        defer { lock.unlock() }
        hooksHaveRun = hooks.isEmpty
        return hooks.popLast()?.hook
    }

    func joinThreads(until deadline: Deadline) {
        while true {
            let caller = CurrentThread.record
            let awaited = ThreadRegistry.shared.present.filter {
                $0 !== caller && !$0.isDaemon && $0.origin == .spawned
            }
            // Those as well that were started since.
            for thread in awaited { thread.stop.request() }
            if awaited.isEmpty { return }
            if awaited.allSatisfy({ $0.gone.wait(until: deadline) }) { continue }
            let late = awaited.filter { !$0.gone.isOpen }
            // The last of them may have come just after its time.
            if late.isEmpty { continue }
            report(late)
            return
        }
    }

    private func report(_ late: [NativeThread]) {
        let count = late.count == 1 ? "1 thread" : "\(late.count) threads"
        SystemProcess.writeError("the process ends without \(count) that did not end before the exit deadline:")
        if let describesLate { return SystemProcess.writeError(describesLate(late)) }
        for thread in late {
            SystemProcess.writeError("  \(thread)\(thread.nativeID.map { " (system thread \($0))" } ?? "")")
        }
    }
}

extension NativeThread {
    /// How long the end of the process waits for threads that are not daemons; `nil`, the default, waits
    /// for ever.
    ///
    /// At the deadline the threads that have not ended are named on standard error, and the process ends
    /// without them. The time runs from the end of `main`, or from the call of `exit`.
    ///
    /// **Python**: there is none; the interpreter waits for ever.
    public static var exitDeadline: Duration? {
        get { ProcessExit.shared.deadline }
        set { ProcessExit.shared.deadline = newValue }
    }
}
