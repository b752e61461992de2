// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A task that waits for one thing to happen, or to be cancelled: resumed once, whichever comes first.
final class FutureAwait: @unchecked Sendable {
    // Unchecked: both variables are guarded by `lock`.
    private let lock = LockWord()
    private var continuation: CheckedContinuation<Void, Never>?
    private var isOver = false

    /// It has happened, or the task was cancelled.
    func end() {
        lock.lock()
        isOver = true
        let waiting = continuation
        continuation = nil
        lock.unlock()
        waiting?.resume()
    }

    /// Suspends the task until it has happened, or the task is cancelled.
    func wait() async {
        await withTaskCancellationHandler {
            await waitToTheEnd()
        } onCancel: {
            end()
        }
    }

    /// Suspends the task until it has happened.
    func waitToTheEnd() async {
        await withCheckedContinuation { waiting in
            lock.lock()
            let isTooLate = isOver
            if !isTooLate { continuation = waiting }
            lock.unlock()
            if isTooLate { waiting.resume() }
        }
    }
}
