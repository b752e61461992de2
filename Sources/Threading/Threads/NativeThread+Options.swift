// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension NativeThread {
    /// Starts a thread with options.
    ///
    /// **Blocking**, **Ordering**: as ``start(_:_:)``.
    ///
    /// **Precondition**: the operating system grants all of it. Use ``start(_:_:)`` where the program is to go on
    /// without.
    ///
    /// - Parameters:
    ///   - options: what the thread is to be like.
    ///   - body: what the thread does. What it captures is destroyed before a join returns.
    /// - Returns: the handle to wait for the body's value with. It may be dropped.
    @discardableResult
    public static func spawn<Value: Sendable, Failure: Error>(
        _ options: ThreadOptions,
        _ body: sending @escaping () throws(Failure) -> Value
    ) -> JoinHandle<Value, Failure> {
        do {
            return try start(options, body)
        } catch {
            Misuse.stop("\(error); use NativeThread.start to go on without the thread")
        }
    }

    /// The numbers of the processors that the calling thread may run on; what ``ThreadOptions/processors`` may name.
    ///
    /// Empty where the system does not tell.
    ///
    /// **Python**: `os.sched_getaffinity(0)`.
    public static var usableProcessors: Set<Int> { Set(ThreadScheduling.usableProcessors) }

    /// Starts a thread that asks something of the system before its body, and waits for the answer.
    ///
    /// A thread asks for itself, since nobody else knows its number yet; and it cannot end before it has said what came
    /// of it.
    ///
    /// - Returns: why it was refused; `nil` if it runs.
    static func startScheduled<Value, Failure>(
        _ state: JoinState<Value, Failure>,
        stackSize: Int?,
        _ scheduling: ThreadScheduling
    ) -> ThreadStartError? {
        let answer = StartAnswer()
        let error = ThreadStart.run(stackSize: stackSize) {
            let refusal = scheduling.apply()
            if refusal != nil {
                // Before it is told, so that the body has gone when the start throws.
                state.abandon()
            }
            answer.give(refusal)
            if refusal == nil { state.run() }
        } finally: {
            if answer.refusal == nil { state.thread.leave() }
        }
        if error != 0 { return ThreadStartError(code: error, reason: ThreadStart.describe(error)) }
        return answer.wait().map { ThreadStartError(code: $0.error, reason: $0.reason) }
    }
}
