// Part of swift-threading. Apache-2.0: see LICENSE.

/// One who waits in a ``Rendezvous``, with what it gives, or room for what it gets.
final class RendezvousEntry<Element>: ListNode, @unchecked Sendable {
    // Unchecked: the links are guarded by the lock of the rendezvous; the rest by the claim, as long as it waits, and
    // then by whoever has claimed it.

    let claim: SelectClaim

    /// Which of its operations this is.
    let number: Int

    var element: Element?

    /// Whether the queue was closed, and nothing passed from one to the other.
    var isClosed = false

    init(_ claim: SelectClaim, _ number: Int, _ element: consuming Element? = nil) {
        self.claim = claim
        self.number = number
        self.element = element
    }
}
