// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A queue without room: whoever puts waits for one who takes, and gives the element from hand to hand.
///
/// A lock, and a list of waiting threads for each side, of which one is empty: who comes looks at the other side's, and
/// serves the one that has waited longest, or joins its own. The element lies in the entry of the one that waits.
///
/// An entry may be one of several that a ``Selection`` has in different queues. So whoever serves one claims it first; an
/// entry whose claim is somebody else's is passed over, and is taken off by the one it belongs to.
///
/// **Lock order**: of the rendezvous, by their addresses; then of a claim.
final class Rendezvous<Element>: QueueBuffer, @unchecked Sendable {
    // Unchecked: every `var` is guarded by `lock`.

    /// Who waits for an element waits elsewhere, see ``take(until:)``; a ``QueueDescriptor`` waits here.
    let elementCame = QueueEvent()

    /// Nobody waits in this one: see ``put(_:until:)``.
    let roomCame = QueueEvent()

    let lock = LockWord()
    private var putters = NodeList<RendezvousEntry<Element>>()
    private var takers = NodeList<RendezvousEntry<Element>>()
    private var closed = false
    private var puts = 0

    var identity: UInt { lock.identity }

    // MARK: Attempts

    /// Succeeds where somebody waits for an element.
    func tryPut(_ element: consuming Element) -> PutAttempt<Element> {
        lock.lock()
        defer { lock.unlock() }
        return putLocked(element)
    }

    /// Succeeds where somebody waits with an element.
    func tryTake() -> TakeAttempt<Element> {
        lock.lock()
        defer { lock.unlock() }
        return takeLocked()
    }

    /// The caller has the lock.
    func putLocked(_ element: consuming Element) -> PutAttempt<Element> {
        if closed { return .closed(element) }
        while let taker = takers.popFirst() {
            guard taker.claim.claim(taker.number) else { continue }
            taker.element = element
            puts += 1
            taker.claim.finish()
            return .put
        }
        return .full(element)
    }

    /// The caller has the lock.
    func takeLocked() -> TakeAttempt<Element> {
        while let putter = putters.popFirst() {
            guard putter.claim.claim(putter.number) else { continue }
            guard let element = putter.element.take() else { continue }
            puts += 1
            putter.claim.finish()
            return .element(element)
        }
        return closed ? .closed : .empty
    }

    // MARK: Waiting

    /// Puts the element into somebody's hands; gives it back as too much at the deadline.
    func put(_ element: consuming Element, until deadline: Deadline) -> PutAttempt<Element> {
        switch enterToPut(element) {
        case .done(let attempt): return attempt
        case .waits(let entry):
            elementCame.notify()
            if !deadline.isImmediate { entry.claim.wait(until: deadline) }
            return leaveAfterPut(entry)
        }
    }

    /// Takes an element out of somebody's hands; empty at the deadline.
    func take(until deadline: Deadline) -> TakeAttempt<Element> {
        switch enterToTake() {
        case .done(let attempt): return attempt
        case .waits(let entry):
            if !deadline.isImmediate { entry.claim.wait(until: deadline) }
            return leaveAfterTake(entry)
        }
    }

    /// The same for a task; too much if it was cancelled.
    func put(_ element: consuming Element) async -> PutAttempt<Element> {
        switch enterToPut(element) {
        case .done(let attempt): return attempt
        case .waits(let entry):
            elementCame.notify()
            await entry.claim.wait()
            return leaveAfterPut(entry)
        }
    }

    /// The same for a task; empty if it was cancelled.
    func take() async -> TakeAttempt<Element> {
        switch enterToTake() {
        case .done(let attempt): return attempt
        case .waits(let entry):
            await entry.claim.wait()
            return leaveAfterTake(entry)
        }
    }

    private enum Entrance<Attempt> {
        case done(Attempt)
        case waits(RendezvousEntry<Element>)
    }

    private func enterToPut(_ element: consuming Element) -> Entrance<PutAttempt<Element>> {
        lock.lock()
        defer { lock.unlock() }
        let attempt = putLocked(element)
        guard case .full(let rejected) = attempt else { return .done(attempt) }
        let entry = RendezvousEntry(SelectClaim(identity: identity), 0, rejected)
        putters.append(entry)
        return .waits(entry)
    }

    private func enterToTake() -> Entrance<TakeAttempt<Element>> {
        lock.lock()
        defer { lock.unlock() }
        let attempt = takeLocked()
        guard case .empty = attempt else { return .done(attempt) }
        let entry = RendezvousEntry<Element>(SelectClaim(identity: identity), 0)
        takers.append(entry)
        return .waits(entry)
    }

    private func leaveAfterPut(_ entry: RendezvousEntry<Element>) -> PutAttempt<Element> {
        let isDone = entry.claim.end() != nil
        if !isDone { removePutter(entry) }
        guard let left = entry.element.take() else { return .put }
        return entry.isClosed ? .closed(left) : .full(left)
    }

    private func leaveAfterTake(_ entry: RendezvousEntry<Element>) -> TakeAttempt<Element> {
        let isDone = entry.claim.end() != nil
        if !isDone { removeTaker(entry) }
        guard let element = entry.element.take() else { return entry.isClosed ? .closed : .empty }
        return .element(element)
    }

    // MARK: For a selection, which has the lock

    func addPutter(_ entry: RendezvousEntry<Element>) { putters.append(entry) }
    func addTaker(_ entry: RendezvousEntry<Element>) { takers.append(entry) }

    // MARK: And without

    func removePutter(_ entry: RendezvousEntry<Element>) { locked { putters.remove(entry) } }
    func removeTaker(_ entry: RendezvousEntry<Element>) { locked { takers.remove(entry) } }

    // MARK: The end, and questions

    func close() {
        locked {
            closed = true
            while let entry = putters.popFirst() ?? takers.popFirst() {
                guard entry.claim.claim(entry.number) else { continue }
                entry.isClosed = true
                entry.claim.finish()
            }
        }
        elementCame.notifyAll()
    }

    var isReadyToPut: Bool { locked { closed || takers.first != nil } }
    var isReadyToTake: Bool { locked { closed || putters.first != nil } }
    var isClosed: Bool { locked { closed } }

    /// There is never anything in it: what somebody waits with is theirs.
    var count: Int { 0 }

    var putCount: Int { locked { puts } }

    @discardableResult
    private func locked<R>(_ body: () -> R) -> R {
        lock.lock()
        defer { lock.unlock() }
        return body()
    }
}
