// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension ThreadPool {
    /// Takes no more work, and waits until what was submitted is done and all threads have ended.
    ///
    /// It may be called again, and by several threads. Work that is being done is never interrupted. Those who wait for
    /// a place for their work are refused.
    ///
    /// **Blocking**: until the last thread has ended.
    ///
    /// **Precondition**: the caller is not one of the pool's own threads: it would wait for itself.
    ///
    /// **Python**: `shutdown(wait=True, cancel_futures=…)`; those who wait for what is cancelled are released here.
    ///
    /// - Parameter cancellingQueued: cancels the work that no thread has begun; its futures throw
    ///   ``FutureError/cancelled``.
    @available(*, noasync, message: "blocks the thread")
    public func shutdown(cancellingQueued: Bool = false) {
        _ = workers.close(cancellingQueued: cancellingQueued)
        _ = workers.join(until: .never)
    }

    /// Takes no more work, waits until all is done or the time is over, and says what is not done.
    ///
    /// ```swift
    /// let rest = pool.shutdown(for: .seconds(10))
    /// if !rest.isComplete { pool.shutdown(for: .seconds(1), cancellingQueued: true) }
    /// ```
    ///
    /// Nothing is lost at the deadline: the threads go on with what is left, unless a later call cancels it.
    ///
    /// **Blocking**: until the last thread has ended, or the time is over.
    ///
    /// **Precondition**: the caller is not one of the pool's own threads.
    ///
    /// **Python**: there is none: `shutdown` has no timeout (gh-72165).
    ///
    /// - Parameters:
    ///   - duration: `nil` waits for ever, zero or less does not wait.
    ///   - cancellingQueued: cancels, at once, the work that no thread has begun.
    /// - Returns: what was cancelled, and what is still to be done.
    @available(*, noasync, message: "blocks the thread")
    @discardableResult
    public func shutdown(for duration: Duration?, cancellingQueued: Bool = false) -> ThreadPoolRemainder {
        end(until: Deadline(after: duration), cancellingQueued)
    }

    /// Takes no more work, waits until all is done or an instant comes, and says what is not done.
    ///
    /// As ``shutdown(for:cancellingQueued:)``.
    ///
    /// - Parameters:
    ///   - instant: when to give up.
    ///   - cancellingQueued: cancels, at once, the work that no thread has begun.
    /// - Returns: what was cancelled, and what is still to be done.
    @available(*, noasync, message: "blocks the thread")
    @discardableResult
    public func shutdown(
        until instant: ContinuousClock.Instant,
        cancellingQueued: Bool = false
    ) -> ThreadPoolRemainder {
        end(until: Deadline(instant), cancellingQueued)
    }

    private func end(until deadline: Deadline, _ cancellingQueued: Bool) -> ThreadPoolRemainder {
        let cancelled = workers.close(cancellingQueued: cancellingQueued)
        let isComplete = workers.join(until: deadline)
        return workers.remainder(cancelled: cancelled, isComplete: isComplete)
    }
}
