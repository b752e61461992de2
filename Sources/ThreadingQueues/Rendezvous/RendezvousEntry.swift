// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// One who waits in a ``Rendezvous`` by a claim, with what it gives, or room for what it gets.
@safe
final class RendezvousEntry<Element>: @unchecked Sendable {
    // Unchecked, and safe: node and slot are this object's own, which leaves the place before it goes; who may use them
    // when, see `MeetingNode`.

    let claim: SelectClaim
    private let place: MeetingPlace<FutexWord>
    private let side: MeetingSide
    private let node: MeetingPlace<FutexWord>.Node
    private let slot: UnsafeMutablePointer<Element?>

    /// - Parameters:
    ///   - place: of the rendezvous.
    ///   - side: of the one who waits.
    ///   - claim: by which it waits.
    ///   - number: which of its operations this is.
    ///   - element: what it gives, or none.
    init(
        _ place: MeetingPlace<FutexWord>,
        _ side: MeetingSide,
        _ claim: SelectClaim,
        _ number: Int,
        _ element: consuming Element?
    ) {
        self.claim = claim
        self.place = place
        self.side = side
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: RendezvousFrame<Element>.size,
            alignment: RendezvousFrame<Element>.alignment
        )
        unsafe slot = RendezvousFrame<Element>(at: memory).slot
        unsafe node = memory.initializeMemory(as: MeetingNode.self, to: MeetingNode(claim, number))
        unsafe slot.initialize(to: element)
    }

    deinit {
        unsafe node.deinitialize(count: 1)
        unsafe slot.deinitialize(count: 1)
        unsafe node.deallocate()
    }

    /// Begins to wait; the caller has the lock.
    func enter() { unsafe place.add(node, side) }

    /// Can be claimed no longer; the claim has ended.
    func withdraw() { unsafe place.remove(node, side) }

    /// Ends the claim and withdraws.
    func leave() -> Meeting { unsafe place.leave(node, side) }

    /// Whether the queue was closed, and nothing passed from one to the other; asked when it is claimed no longer.
    ///
    /// Relaxed: acquired by the claim.
    var isTurnedAway: Bool { unsafe node.pointee.word.loadRelaxed() == MeetingNode<FutexWord>.turnedAway }

    /// Whether it has an element.
    var hasElement: Bool { unsafe slot.pointee != nil }

    /// What it was given, or has not given.
    func takeElement() -> Element? { unsafe slot.pointee.take() }
}
