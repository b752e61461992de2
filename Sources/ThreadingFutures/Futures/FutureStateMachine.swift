// Part of swift-threading. Apache-2.0: see LICENSE.

/// The states of a future, apart from any lock: each call says what to do once the lock is released.
///
///     pending → running → finished
///     pending → finished               (a promise kept without having been claimed)
///     pending → cancelled              (cancelled before a worker claimed it)
///     pending → cancelling → cancelled (the same, and there is work that must let go first)
struct FutureStateMachine<Value: Sendable> {
    enum State {
        case pending
        case running
        case finished(Result<Value, any Error>)
        case cancelling
        case cancelled
    }

    private(set) var state = State.pending

    /// The result; `nil` while there is none.
    var result: Result<Value, any Error>? {
        switch state {
        case .pending, .running, .cancelling: nil
        case .finished(let result): result
        case .cancelled: .failure(FutureError.cancelled)
        }
    }

    var isPending: Bool { if case .pending = state { true } else { false } }
    var isRunning: Bool { if case .running = state { true } else { false } }
    var isCancelled: Bool {
        switch state {
        case .cancelling, .cancelled: true
        case .pending, .running, .finished: false
        }
    }

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
        case .finished, .cancelling, .cancelled:
            return false
        }
    }

    enum Cancellation { case cancelled, cancelledBefore, cancelling, tooLate }

    /// With work to let go of before anybody is told, ``endCancelling()`` follows.
    mutating func cancel(mustLetGo: Bool = false) -> Cancellation {
        switch state {
        case .pending:
            state = mustLetGo ? .cancelling : .cancelled
            return mustLetGo ? .cancelling : .cancelled
        case .cancelling, .cancelled:
            return .cancelledBefore
        case .running, .finished:
            return .tooLate
        }
    }

    mutating func endCancelling() {
        state = .cancelled
    }
}
