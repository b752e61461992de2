// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension BlockingQueue {
    /// Puts an element at the end, waiting for room.
    ///
    /// **Blocking**: while the queue is full.
    ///
    /// **Python**: `put(item)`.
    ///
    /// - Parameter element: what to put; nobody else uses it any more.
    /// - Throws: ``QueueError/closed`` if the queue is closed, or is closed while this waits. The element
    ///   was then not put.
    @available(*, noasync, message: "blocks the thread")
    public func put(_ element: sending Element) throws(QueueError) {
        _ = try put(element, until: .never)
    }

    /// Puts an element at the end, waiting for room no longer than a time.
    ///
    /// **Python**: `put(item, timeout=…)`, which raises `Full`.
    ///
    /// - Parameters:
    ///   - element: what to put.
    ///   - duration: `nil` waits for ever, zero or less only tries.
    /// - Throws: ``QueueError/closed``.
    /// - Returns: whether it was put; `false` if there was no room in time.
    @available(*, noasync, message: "blocks the thread")
    public func put(_ element: sending Element, for duration: Duration?) throws(QueueError) -> Bool {
        try put(element, until: Deadline(after: duration))
    }

    /// Puts an element at the end if there is room now.
    ///
    /// **Python**: `put_nowait(item)`, which raises `Full`.
    ///
    /// - Parameter element: what to put.
    /// - Throws: ``QueueError/closed``.
    /// - Returns: whether it was put.
    public func putIfAvailable(_ element: sending Element) throws(QueueError) -> Bool {
        try put(element, until: .immediate)
    }

    private func put(_ element: sending Element, until deadline: Deadline) throws(QueueError) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        while true {
            if closed { throw .closed }
            if hasRoom {
                append(element)
                return true
            }
            // At the deadline the queue has the last word: room may have come without a notice.
            if deadline.isImmediate || !notFull.wait(releasing: lock, until: deadline) {
                if closed { throw .closed }
                guard hasRoom else { return false }
            }
        }
    }
}
