// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import ThreadingCore

/// What happens when the process leaves through the end of `main` or `exit`.
///
/// 1. The hooks, the latest first: pools let their threads go.
/// 2. Every thread is joined that is not a daemon, threads included that were started meanwhile.
/// 3. The system goes on: `atexit` handlers that were registered before the first thread was started.
///
/// `_exit`, `quick_exit`, a trap and a signal skip all of it. On a thread other than main, `exit` does
/// the same and does not wait for itself.
package enum ProcessExit {
    private static let isPrepared = Atomic(false)
    private static let hooks = Locked<[(id: Int, hook: @Sendable () -> Void)]>([])
    private static let lastHook = Atomic(0)
    static let deadline = Locked<Duration?>(nil)

    /// Registers for the end of the process, once, as soon as there is a thread to wait for.
    static func prepare() {
        // Relaxed, twice: the exchange alone decides who registers, and nothing is read after it.
        guard !isPrepared.load(ordering: .relaxed), !isPrepared.exchange(true, ordering: .relaxed) else { return }
        SystemProcess.atExit { ProcessExit.run() }
    }

    /// Calls `hook` at exit, before threads are joined, unless it is removed until then.
    package static func addHook(_ hook: @escaping @Sendable () -> Void) -> Int {
        prepare()
        let id = lastHook.wrappingAdd(1, ordering: .relaxed).newValue
        hooks.withLock { $0.append((id, hook)) }
        return id
    }

    /// A hook that is running goes on.
    package static func removeHook(_ id: Int) {
        hooks.withLock { hooks in hooks.removeAll { $0.id == id } }
    }

    private static func run() {
        // The time runs from here, so that hooks that take long leave less of it.
        let deadline = Deadline(after: Self.deadline.withLock { $0 })
        // One at a time, and outside the lock: a hook may add or remove hooks.
        while let next = hooks.withLock({ $0.popLast() }) { next.hook() }
        while true {
            let caller = CurrentThread.record
            let awaited = ThreadRegistry.shared.present.filter { thread in
                thread !== caller && !thread.isDaemon && thread.origin == .spawned
            }
            if awaited.isEmpty { return }
            if awaited.allSatisfy({ $0.gone.wait(until: deadline) }) { continue }
            let late = awaited.filter { !$0.gone.isOpen }
            // The last of them may have come just after its time.
            if late.isEmpty { continue }
            report(late)
            return
        }
    }

    private static func report(_ late: [NativeThread]) {
        let count = late.count == 1 ? "1 thread" : "\(late.count) threads"
        SystemProcess.writeError("the process ends without \(count) that did not end before the exit deadline:")
        for thread in late {
            SystemProcess.writeError("  \(thread)\(thread.nativeID.map { " (system thread \($0))" } ?? "")")
        }
    }
}

extension NativeThread {
    /// How long the end of the process waits for threads that are not daemons; `nil`, the default,
    /// waits for ever.
    ///
    /// At the deadline the threads that have not ended are named on standard error, and the process ends
    /// without them. The time runs from the end of `main`, or from the call of `exit`.
    ///
    /// **Python**: there is none; the interpreter waits for ever.
    public static var exitDeadline: Duration? {
        get { ProcessExit.deadline.withLock { $0 } }
        set { ProcessExit.deadline.withLock { $0 = newValue } }
    }
}
