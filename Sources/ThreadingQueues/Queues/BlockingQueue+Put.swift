// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension BlockingQueue {
    /// Puts an element at the end, waiting for room.
    ///
    /// **Blocking**: while the queue is full; never where ``whenFull`` says something else than to wait.
    ///
    /// **Python**: `put(item)`.
    ///
    /// - Parameter element: what to put; nobody else uses it any more.
    /// - Throws: ``QueueError/closed`` if the queue is closed, or is closed while this waits; ``QueueError/full`` if it
    ///   is full and rejects; ``QueueError/refused(_:)`` if its storage throws. The element was then not put.
    @available(*, noasync, message: "blocks the thread")
    @inlinable
    public final func put(_ element: consuming sending Element) throws(QueueError) {
        let isPut = try put(element, until: .never)
        if !isPut, whenFull == .reject { throw .full }
    }

    /// Puts an element at the end, waiting for room no longer than a time.
    ///
    /// **Python**: `put(item, timeout=…)`, which raises `Full`.
    ///
    /// - Parameters:
    ///   - element: what to put.
    ///   - duration: `nil` waits for ever, zero or less only tries.
    /// - Throws: ``QueueError/closed``, ``QueueError/refused(_:)``.
    /// - Returns: whether it was put; `false` if there was no room in time.
    @available(*, noasync, message: "blocks the thread")
    @inlinable
    public final func put(_ element: consuming sending Element, for duration: Duration?) throws(QueueError) -> Bool {
        try put(element, until: QueueLimit(for: duration))
    }

    /// Puts an element at the end, waiting for room until an instant comes.
    ///
    /// - Parameters:
    ///   - element: what to put.
    ///   - instant: when to give up.
    /// - Throws: ``QueueError/closed``, ``QueueError/refused(_:)``.
    /// - Returns: whether it was put; `false` if there was no room by then.
    @available(*, noasync, message: "blocks the thread")
    @inlinable
    public final func put(
        _ element: consuming sending Element,
        until instant: ContinuousClock.Instant
    ) throws(QueueError) -> Bool {
        try put(element, until: QueueLimit(until: instant))
    }

    /// Puts an element at the end if there is room now.
    ///
    /// **Python**: `put_nowait(item)`, which raises `Full`.
    ///
    /// - Parameter element: what to put.
    /// - Throws: ``QueueError/closed``, ``QueueError/refused(_:)``.
    /// - Returns: whether it was put.
    @inlinable
    public final func putIfAvailable(_ element: consuming sending Element) throws(QueueError) -> Bool {
        try put(element, until: .immediate)
    }

    /// How a put went that does as ``whenFull`` says, but for the waiting.
    enum PolicyAttempt {
        case put

        /// Not put, and never to be.
        case rejected

        /// There is no room yet.
        case full(Element)
    }

    func attempt(_ element: consuming Element) throws(QueueError) -> PolicyAttempt {
        switch buffer.tryPut(element) {
        case .put:
            return .put
        case .putInPlaceOf:
            // It is destroyed here, without a lock.
            hasDropped(fromTheQueue: true)
            return .put
        case .closed:
            throw .closed
        case .failed(let error):
            throw .refused(error)
        case .full(let rejected):
            switch whenFull {
            // A buffer that drops the oldest is never full, unless there is no room in it at all.
            case .wait, .dropOldest: return .full(rejected)
            case .reject: return .rejected
            case .dropNewest:
                hasDropped(fromTheQueue: false)
                return .rejected
            }
        }
    }
}
