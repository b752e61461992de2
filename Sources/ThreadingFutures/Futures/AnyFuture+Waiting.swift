// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// For those who wait for a future.
extension AnyFuture {
    /// Does the work, if nobody has begun it and this thread may.
    ///
    /// So a task of a pool that waits for another of the same pool does it itself, where otherwise all threads of the
    /// pool could wait for work that none of them is left to do.
    func help() {
        guard let pool = unsafe poolReference else {
            if let extras, extras.hadWork { extras.currentWork?.help() }
            return
        }
        // Another thread would do it in the pool's stead, with locals and a stack that are not the pool's.
        guard let own = PoolWorker.current?.pool else { return }
        guard unsafe Unmanaged.passUnretained(own).toOpaque() == pool.toOpaque() else { return }
        if step({ state.isPending }), own.take(self) { run() }
    }

    /// Waits until it has ended.
    @usableFromInline
    func waitForEnd() {
        if !hasExtras, state.isFinished { return }
        if !wait(until: .never) { Misuse.stop("a wait without a deadline has timed out") }
    }

    /// Waits until it has ended; false at the deadline.
    func wait(until deadline: Deadline) -> Bool {
        if !isExplored, state.isFinished { return true }
        if !deadline.isImmediate { help() }
        guard isExplored, let extras else {
            return state.wait(until: deadline, for: WaitReason(.future, object: state.address))
        }
        extras.lock.lock()
        defer { extras.lock.unlock() }
        while !state.isFinished {
            // At the deadline the future has the last word.
            guard !deadline.isImmediate, extras.done.wait(releasing: extras.lock, until: deadline) else {
                return state.isFinished
            }
        }
        return true
    }

    /// Has the observer told of the end.
    ///
    /// - Parameters:
    ///   - isReading: whether this is to ask what became of it.
    ///   - body: called once, by the thread that ends the future, without a lock.
    /// - Returns: by which to remove it; nil if the future has ended, and the body will not be called.
    func addObserver(isReading: Bool, _ body: @escaping @Sendable (AnyFuture) -> Void) -> UInt64? {
        if isReading { state.noteRead() }
        return makeExtras().add(body) { state.noteObserver() }
    }

    /// Whether the observer was there, and will not be told.
    @discardableResult
    func removeObserver(_ number: UInt64) -> Bool { extras?.remove(number) ?? false }
}
