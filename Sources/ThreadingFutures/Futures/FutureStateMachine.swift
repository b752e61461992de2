// Part of swift-threading. Apache-2.0: see LICENSE.

/// The states of a future, apart from any lock: each call says what to do once the lock is released.
///
///     pending → running → finished
///     pending → finished               (a promise kept without having been claimed)
///     pending → cancelled              (cancelled before a worker claimed it)
struct FutureStateMachine<Value: Sendable> {
    enum State {
        case pending
        case running
        case finished(Result<Value, any Error>)
        case cancelled
    }

    private(set) var state = State.pending

    /// The result; `nil` while there is none.
    var result: Result<Value, any Error>? {
        switch state {
        case .pending, .running: nil
        case .finished(let result): result
        case .cancelled: .failure(FutureError.cancelled)
        }
    }

    var isRunning: Bool { if case .running = state { true } else { false } }
    var isCancelled: Bool { if case .cancelled = state { true } else { false } }

    /// A worker wants to begin; false if the future was cancelled, and the work is not to be done.
    mutating func claim() -> Bool {
        guard case .pending = state else { return false }
        state = .running
        return true
    }

    /// Whether the future has its result now, from this call, and those who wait are to be released.
    mutating func finish(_ result: Result<Value, any Error>) -> Bool {
        switch state {
        case .pending, .running:
            state = .finished(result)
            return true
        case .finished, .cancelled:
            return false
        }
    }

    enum Cancellation { case cancelled, cancelledBefore, tooLate }

    mutating func cancel() -> Cancellation {
        switch state {
        case .pending:
            state = .cancelled
            return .cancelled
        case .cancelled:
            return .cancelledBefore
        case .running, .finished:
            return .tooLate
        }
    }
}
