// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension BlockingQueue {
    /// Puts elements one after the other, waiting for room for each.
    ///
    /// Consumers may have the first before the last is put, and what others put may come between them.
    ///
    /// **Blocking**: while the queue is full; never where ``whenFull`` says something else than to wait.
    ///
    /// - Parameter elements: what to put, the first first; nobody else uses them any more.
    /// - Throws: ``QueueError/closed`` if the queue is closed, or is closed while this waits; ``QueueError/full`` if it
    ///   is full and rejects; ``QueueError/refused(_:)`` if its storage throws. The elements before were put; that one and
    ///   those after it were not, and are destroyed.
    ///
    /// **Python**: there is none.
    @available(*, noasync, message: "blocks the thread")
    public final func put(contentsOf elements: consuming sending [Element]) throws(QueueError) {
        let left = try putAll(elements, until: .never)
        if !left.isEmpty { throw .full }
    }

    /// Puts elements one after the other, waiting for room no longer than a time for all of them together.
    ///
    /// - Parameters:
    ///   - elements: what to put, the first first.
    ///   - duration: `nil` waits for ever, zero or less only tries.
    /// - Throws: ``QueueError/closed``, ``QueueError/refused(_:)``, as for `put(contentsOf:)`.
    /// - Returns: those that were not put, since there was no room in time; none if all were put.
    @available(*, noasync, message: "blocks the thread")
    public final func put(
        contentsOf elements: consuming sending [Element],
        for duration: Duration?
    ) throws(QueueError) -> sending [Element] {
        try putAll(elements, until: Deadline(after: duration))
    }

    /// Puts elements one after the other, waiting for room until an instant comes.
    ///
    /// - Parameters:
    ///   - elements: what to put, the first first.
    ///   - instant: when to give up.
    /// - Throws: ``QueueError/closed``, ``QueueError/refused(_:)``, as for `put(contentsOf:)`.
    /// - Returns: those that were not put, since there was no room by then; none if all were put.
    @available(*, noasync, message: "blocks the thread")
    public final func put(
        contentsOf elements: consuming sending [Element],
        until instant: ContinuousClock.Instant
    ) throws(QueueError) -> sending [Element] {
        try putAll(elements, until: Deadline(instant))
    }

    /// Puts as many elements, from the first on, as there is room for now.
    ///
    /// - Parameter elements: what to put, the first first.
    /// - Throws: ``QueueError/closed``, ``QueueError/refused(_:)``, as for `put(contentsOf:)`.
    /// - Returns: those that were not put; none if all were put.
    public final func putIfAvailable(
        contentsOf elements: consuming sending [Element]
    ) throws(QueueError) -> sending [Element] {
        try putAll(elements, until: .immediate)
    }

    /// Those that were not put: dropped ones are not among them.
    private func putAll(
        _ elements: consuming [Element],
        until deadline: Deadline
    ) throws(QueueError) -> sending [Element] {
        // The last first: each leaves the array when it is put, so that whoever gets it is the only one to have it.
        var rest = elements
        rest.reverse()
        var isOver = deadline.isImmediate
        while let element = rest.popLast() {
            let attempt = whenFull == .wait ? rendezvous?.put(element, until: QueueLimit(deadline)) : nil
            switch attempt ?? buffer.tryPut(element) {
            case .put: continue
            case .putInPlaceOf: hasDropped(fromTheQueue: true)
            case .closed: throw .closed
            case .failed(let error): throw .refused(error)
            case .full where whenFull == .dropNewest: hasDropped(fromTheQueue: false)
            case .full(let rejected):
                rest.append(rejected)
                if isOver || whenFull == .reject || rendezvous != nil { return given(rest) }
                // At the deadline the queue has the last word: room may have come without a notice.
                isOver = !buffer.roomCame.wait(until: deadline) { buffer.isReadyToPut }
            }
        }
        return []
    }

    private func given(_ rest: [Element]) -> sending [Element] {
        // Sound: they were sent to the queue, which has none of them.
        nonisolated(unsafe) let sent = Array(rest.reversed())
        return unsafe sent
    }
}
