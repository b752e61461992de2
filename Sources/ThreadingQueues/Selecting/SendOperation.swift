// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Puts an element into a queue, as one of several operations.
final class SendOperation<Element>: SelectOperation {
    private let queue: BlockingQueue<Element>

    /// Here until it is put; in the entry while it waits in a rendezvous.
    private var element: Element?
    private var entry: RendezvousEntry<Element>?
    private var place: QueueWaiter?

    init(_ queue: BlockingQueue<Element>, _ element: consuming Element) {
        self.queue = queue
        self.element = element
    }

    override func attempt() -> Attempt {
        guard let element = element.take() else { return .notYet }
        return answer(queue.buffer.tryPut(element))
    }

    override var rendezvous: (lock: () -> Void, unlock: () -> Void, identity: UInt)? {
        queue.rendezvous.map { rendezvous in
            let place = rendezvous.place
            return (lock: { place.lock() }, unlock: { place.unlock() }, identity: place.identity)
        }
    }

    override func attemptLocked() -> Attempt {
        guard let rendezvous = queue.rendezvous, let element = element.take() else { return .notYet }
        return answer(rendezvous.putLocked(element))
    }

    override func enter(_ claim: SelectClaim, _ number: Int) {
        if let rendezvous = queue.rendezvous {
            let entry = RendezvousEntry<Element>(rendezvous.place, .putters, claim, number, element.take())
            self.entry = entry
            entry.enter()
        } else {
            place = queue.buffer.roomCame.add(SelectListener(claim))
        }
    }

    override func hasEntered() {
        if entry != nil { queue.rendezvous?.elementCame.notify() }
    }

    override var isReady: Bool { queue.rendezvous == nil && queue.buffer.isReadyToPut }

    override func withdraw() {
        guard let entry else { return }
        entry.withdraw()
        if let left = entry.takeElement() { element = left }
        self.entry = nil
    }

    override func leave() {
        if let place {
            let event = queue.buffer.roomCame
            if !event.remove(listening: place) { event.notify() }
            self.place = nil
        }
    }

    override func collect() -> Attempt {
        guard let entry else { return .notYet }
        // Not taken, so it was the close; it is left in the entry until it withdraws.
        return entry.hasElement ? .never : .done
    }

    private func answer(_ attempt: consuming PutAttempt<Element>) -> Attempt {
        switch attempt {
        case .put:
            return .done
        case .putInPlaceOf:
            queue.hasDropped(fromTheQueue: true)
            return .done
        case .full(let rejected):
            element = rejected
            return .notYet
        case .closed(let rejected):
            element = rejected
            return .never
        case .failed(let error):
            failure = error
            return .done
        }
    }

    /// Gives back what was not put.
    func takeElement() -> Element? { element.take() }
}
