// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What a thread and the handles to it share: the body, then its result.
final class JoinState<Value: Sendable, Failure: Error>: @unchecked Sendable {
    // Unchecked: `body` is touched by the starting thread before the thread begins, and then by that
    // one alone; `result` is written by the thread before `thread.end` opens, and read by others only
    // after they have seen it open; `continuations` is guarded by `lock`.

    let thread: NativeThread
    private let hooks: [ThreadHooks.Hook]
    private var body: (() throws(Failure) -> Value)?
    private var result: Result<Value, Failure>?

    /// Whether somebody has had the error of an explored thread, of which one runs at a time.
    private var wasRead = false

    private let lock = LockWord(isExplorable: false)
    private var continuations: [CheckedContinuation<Void, Never>] = []

    init(
        _ thread: NativeThread,
        _ hooks: [ThreadHooks.Hook],
        _ body: sending @escaping () throws(Failure) -> Value
    ) {
        self.thread = thread
        self.hooks = hooks
        self.body = body
    }

    deinit {
        guard case .failure(let error) = result else { return }
        if thread.origin == .explored {
            if !wasRead { Seam.current?.noteUnreadError(error, of: thread.name) }
        } else {
            UnreadFailures.shared.report(thread)
        }
    }

    /// The whole life of the thread.
    func run() {
        thread.begin()
        NativeThread.inTheOpen { for hook in hooks { hook.atStart(thread) } }
        result = takeResult()
        NativeThread.inTheOpen {
            for hook in hooks.reversed() { hook.atEnd(thread) }
            // Before the end is told: whoever joins may count on it.
            LocalTable.endCaller()
        }
        if case .failure(let error) = result, thread.origin != .explored {
            UnreadFailures.shared.add(error, of: thread)
        }
        thread.finish()
        lock.lock()
        let waiting = continuations
        continuations = []
        lock.unlock()
        for continuation in waiting { continuation.resume() }
    }

    /// Destroys the body unrun, for a thread that the system does not let be what was asked for.
    func abandon() { body = nil }

    private func takeResult() -> Result<Value, Failure>? {
        body == nil ? nil : Result(catching: callBody)
    }

    /// In a function of its own, so that what the body captured is destroyed before anybody who waits
    /// for the thread goes on.
    ///
    /// Explored, all around it is aside, and this is not: the type of a generic result is looked up in
    /// tables whose locks Thread Sanitizer would take for an order that the program makes.
    @inline(never)
    private func callBody() throws(Failure) -> Value {
        Seam.current?.endAside()
        defer { Seam.current?.beginAside() }
        guard let work = body else { Misuse.stop("a thread's body was called twice") }
        body = nil
        return try work()
    }

    /// What the body has returned; for those who have seen the thread end.
    func valueAfterEnd() throws(Failure) -> Value {
        guard let value = try read() else { Misuse.stop("a thread has ended without a result") }
        return value
    }

    var value: Value {
        get async throws(Failure) {
            await withCheckedContinuation { continuation in
                lock.lock()
                // Looked at under the lock: `run` opens it before it takes the lock and the list.
                let hasEnded = thread.end.isOpen
                if !hasEnded { continuations.append(continuation) }
                lock.unlock()
                if hasEnded { continuation.resume() }
            }
            return try valueAfterEnd()
        }
    }

    private func read() throws(Failure) -> Value? {
        if case .failure = result {
            if thread.origin == .explored { wasRead = true } else { UnreadFailures.shared.remove(thread) }
        }
        return try result?.get()
    }
}
