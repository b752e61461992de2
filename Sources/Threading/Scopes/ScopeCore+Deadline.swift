// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A thread that asks the others to stop when the scope's time is over.
///
/// The owner cannot do it: it is in the body, or it joins, and neither ends for a deadline.
extension ScopeCore {
    /// Starts it, if there is a deadline to watch.
    func startWatch() throws(ThreadStartError) -> JoinHandle<Void, Never>? {
        guard let deadline else { return nil }
        let end = Deadline(after: deadline, heedsStop: false)
        if end.isImmediate {
            pass()
            return nil
        }
        if end == .never { return nil }
        // A daemon: where the body leaves by `exit`, the process does not wait for the deadline.
        return try NativeThread.start(name: "deadline", stackSize: 64 << 10, daemon: true) { self.watch(until: end) }
    }

    private func watch(until end: Deadline) {
        lock.lock()
        while !isClosed {
            guard closing.wait(releasing: lock, until: end) else { break }
        }
        let isOver = isClosed
        lock.unlock()
        if !isOver { pass() }
    }

    private func pass() {
        lock.lock()
        // The last thread may have ended just now.
        let isLate = !isClosed
        if isLate { deadlineHasPassed = true }
        lock.unlock()
        if isLate { source.requestStop() }
    }
}
