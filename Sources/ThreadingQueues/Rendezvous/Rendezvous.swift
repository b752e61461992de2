// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A queue without room: whoever puts waits for one who takes, and gives the element from hand to hand.
///
/// Who meets whom, and how they wait, is the matter of the ``MeetingPlace``. The element lies in the ``RendezvousFrame``
/// of the one that waits, or in its ``RendezvousEntry``.
@safe
@usableFromInline
final class Rendezvous<Element>: QueueBuffer {
    let place: MeetingPlace<FutexWord>

    /// Who waits for an element waits elsewhere, see ``take(until:)``; a ``QueueDescriptor`` waits here.
    @usableFromInline var elementCame: QueueEvent { place.elementCame }

    /// Nobody waits in this one: see ``put(_:until:)``.
    @usableFromInline let roomCame = QueueEvent()

    init() {
        typealias Node = MeetingNode<FutexWord>
        precondition(
            MemoryLayout<Node>.size <= RendezvousFrame<Element>.nodeSize
                && MemoryLayout<Node>.alignment <= RendezvousFrame<Element>.alignment,
            "an element of a rendezvous would lie in its node"
        )
        place = MeetingPlace()
    }

    @usableFromInline var identity: UInt { place.identity }

    // MARK: Attempts

    /// Succeeds where somebody waits for an element.
    @usableFromInline
    func tryPut(_ element: consuming Element) -> PutAttempt<Element> { put(element, until: .immediate) }

    /// Succeeds where somebody waits with an element.
    @usableFromInline
    func tryTake() -> TakeAttempt<Element> { take(until: .immediate) }

    /// The caller has the lock.
    func putLocked(_ element: consuming Element) -> PutAttempt<Element> {
        unsafe put(element) { _ in place.meetLocked(.putters) }
    }

    /// The caller has the lock.
    func takeLocked() -> TakeAttempt<Element> {
        unsafe take { _ in place.meetLocked(.takers) }
    }

    // MARK: Waiting

    /// Puts the element into somebody's hands; gives it back as too much at the deadline.
    ///
    /// Inlined into what is compiled for its type of element, and so is ``take(until:)``: they move elements.
    @inlinable
    func put(_ element: consuming Element, until limit: QueueLimit) -> PutAttempt<Element> {
        unsafe put(element) { memory in unsafe meetTaker(in: memory, until: limit) }
    }

    /// Takes an element out of somebody's hands; empty at the deadline.
    @inlinable
    func take(until limit: QueueLimit) -> TakeAttempt<Element> {
        unsafe take { memory in unsafe meetPutter(in: memory, until: limit) }
    }

    @inlinable @inline(__always)
    func put(_ element: consuming Element, _ meet: (UnsafeMutableRawPointer) -> Meeting) -> PutAttempt<Element> {
        RendezvousFrame<Element>.with(element) { own in
            let meeting = unsafe meet(own.node)
            if case .partner(let node) = meeting {
                unsafe pass(from: own.slot, to: RendezvousFrame(at: node).slot)
                unsafe finish(node)
            }
            guard let left = unsafe own.slot.move() else { return .put }
            if case .closed = meeting { return .closed(left) }
            return .full(left)
        }
    }

    @inlinable @inline(__always)
    func take(_ meet: (UnsafeMutableRawPointer) -> Meeting) -> TakeAttempt<Element> {
        RendezvousFrame<Element>.with(nil) { own in
            let meeting = unsafe meet(own.node)
            if case .partner(let node) = meeting {
                unsafe pass(from: RendezvousFrame(at: node).slot, to: own.slot)
                unsafe finish(node)
            }
            if let element = unsafe own.slot.move() { return .element(element) }
            if case .closed = meeting { return .closed }
            return .empty
        }
    }

    @usableFromInline @inline(never)
    func meetTaker(in memory: UnsafeMutableRawPointer, until limit: QueueLimit) -> Meeting {
        unsafe place.meet(.putters, in: memory, until: limit.deadline)
    }

    @usableFromInline @inline(never)
    func meetPutter(in memory: UnsafeMutableRawPointer, until limit: QueueLimit) -> Meeting {
        unsafe place.meet(.takers, in: memory, until: limit.deadline)
    }

    @usableFromInline @inline(never)
    func finish(_ node: UnsafeMutableRawPointer) { unsafe place.finish(node) }

    /// Sound: the place is used with this type only; there is an element at the one, and none at the other, which owns
    /// nothing then.
    @inlinable @inline(__always)
    func pass(from giver: UnsafeMutablePointer<Element?>, to receiver: UnsafeMutablePointer<Element?>) {
        // Not `moveInitialize(from:count:)`, which moves whole strides: the memory ends where the value does.
        unsafe receiver.initialize(to: giver.move())
        unsafe giver.initialize(to: nil)
    }

    // MARK: Waiting, for tasks

    /// Puts the element into somebody's hands; gives it back as too much if the task was cancelled.
    func put(_ element: consuming Element) async -> PutAttempt<Element> {
        switch enterToPut(element) {
        case .done(let attempt): return attempt
        case .waits(let entry):
            elementCame.notify()
            await entry.claim.wait()
            let meeting = entry.leave()
            guard let left = entry.takeElement() else { return .put }
            if case .closed = meeting { return .closed(left) }
            return .full(left)
        }
    }

    /// Takes an element out of somebody's hands; empty if the task was cancelled.
    func take() async -> TakeAttempt<Element> {
        switch enterToTake() {
        case .done(let attempt): return attempt
        case .waits(let entry):
            await entry.claim.wait()
            let meeting = entry.leave()
            if let element = entry.takeElement() { return .element(element) }
            if case .closed = meeting { return .closed }
            return .empty
        }
    }

    private enum Entrance<Attempt> {
        case done(Attempt)
        case waits(RendezvousEntry<Element>)
    }

    private func enterToPut(_ element: consuming Element) -> Entrance<PutAttempt<Element>> {
        place.lock()
        defer { place.unlock() }
        let attempt = putLocked(element)
        guard case .full(let rejected) = attempt else { return .done(attempt) }
        let entry = RendezvousEntry(place, .putters, SelectClaim(identity: identity), 0, rejected)
        entry.enter()
        return .waits(entry)
    }

    private func enterToTake() -> Entrance<TakeAttempt<Element>> {
        place.lock()
        defer { place.unlock() }
        let attempt = takeLocked()
        guard case .empty = attempt else { return .done(attempt) }
        let entry = RendezvousEntry<Element>(place, .takers, SelectClaim(identity: identity), 0, nil)
        entry.enter()
        return .waits(entry)
    }

    // MARK: The end, and questions

    @usableFromInline
    func close() { place.close() }

    @usableFromInline var isReadyToPut: Bool { place.isReady(.putters) }
    @usableFromInline var isReadyToTake: Bool { place.isReady(.takers) }
    @usableFromInline var isClosed: Bool { place.isClosed }

    /// There is never anything in it: what somebody waits with is theirs.
    @usableFromInline var count: Int { 0 }

    @usableFromInline var putCount: Int { place.meetingCount }
}
