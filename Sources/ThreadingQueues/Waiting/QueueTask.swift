// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A task that waits for a ``QueueEvent`` without blocking a thread.
///
///     new → waiting → notified       the continuation is resumed, once
///     new → notified                 there was no continuation yet
///     new, waiting → cancelled       so are those that come too late for the other
final class QueueTask: QueueListener, @unchecked Sendable {
    // Unchecked: `state` is guarded by `lock`.
    private enum State {
        case new
        case waiting(CheckedContinuation<Void, Never>)
        case notified
        case cancelled
    }

    private let lock = LockWord()
    private var state = State.new

    func wasNotified(by event: QueueEvent) {
        let isTooLate = end(.notified)
        // Cancelled, so it will not look at the queue: the next one may.
        if isTooLate { event.notify() }
    }

    func cancel() {
        _ = end(.cancelled)
    }

    /// Suspends the task until the event is notified or the task is cancelled.
    ///
    /// - Returns: whether it was notified.
    func wait() async -> Bool {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if !begin(continuation) { continuation.resume() }
            }
        } onCancel: {
            cancel()
        }
        return isNotified
    }

    /// Whether the event was for this task; final, once the task is notified or cancelled.
    var isNotified: Bool {
        lock.lock()
        defer { lock.unlock() }
        if case .notified = state { return true }
        return false
    }

    /// Whether there is something to wait for.
    private func begin(_ continuation: CheckedContinuation<Void, Never>) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        guard case .new = state else { return false }
        state = .waiting(continuation)
        return true
    }

    /// Whether it had ended before.
    private func end(_ end: State) -> Bool {
        lock.lock()
        let before = state
        switch before {
        case .new, .waiting: state = end
        case .notified, .cancelled: break
        }
        lock.unlock()
        switch before {
        case .new: return false
        case .waiting(let continuation):
            continuation.resume()
            return false
        case .notified, .cancelled: return true
        }
    }
}
