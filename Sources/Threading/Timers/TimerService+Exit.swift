// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// The end of the process.
extension TimerService {
    /// Lets the actions that are being run come to their end, and runs no more; unless there is something to be done
    /// first.
    ///
    /// Meanwhile timers that run once go on, since an action may wait for one. Those that repeat are over: they would
    /// never come to an end.
    ///
    /// - Parameters:
    ///   - deadline: when to stop waiting.
    ///   - hasMore: also asked when nothing runs, so that no timer can change the answer.
    /// - Returns: whether it is closed.
    func close(until deadline: Deadline, unless hasMore: () -> Bool) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        if hasMore() { return false }
        phase = .ending
        while !running.isEmpty {
            if settled.wait(releasing: lock, until: deadline) { continue }
            for entry in running {
                SystemProcess.writeError(
                    "the process ends in the middle of the timer \"\(entry.name)\", which did not end before the exit deadline"
                )
            }
            break
        }
        if hasMore() { return false }
        phase = .closed
        keeper.notify(holding: lock)
        return true
    }

    /// The caller ends the process, and will not return to an action that it may be in the middle of: nobody waits for
    /// that.
    ///
    /// If it is the timer thread, another takes over: the threads that the end waits for may wait for timers.
    func releaseCaller() {
        guard let caller = CurrentThread.record.map({ ObjectIdentifier($0) }) else { return }
        lock.lock()
        running.removeAll { $0.thread == caller }
        let isKeeper = keeperThread == caller
        if isKeeper { hasKeeper = machine.pendingCount > 0 }
        let startsKeeper = isKeeper && hasKeeper
        lock.unlock()
        if startsKeeper { startKeeper() }
    }
}
