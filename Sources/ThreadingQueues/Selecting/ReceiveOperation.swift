// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Takes an element from a queue, as one of several operations.
final class ReceiveOperation<Element>: SelectOperation {
    private let queue: BlockingQueue<Element>

    /// Whether that the queue is closed is an answer.
    private let endsAtClose: Bool
    private(set) var element: Element?
    private var entry: RendezvousEntry<Element>?
    private var place: QueueWaiter?

    init(_ queue: BlockingQueue<Element>, endsAtClose: Bool) {
        self.queue = queue
        self.endsAtClose = endsAtClose
    }

    override func attempt() -> Attempt { answer(queue.buffer.tryTake()) }

    override var rendezvous: (lock: () -> Void, unlock: () -> Void, identity: UInt)? {
        queue.rendezvous.map { rendezvous in
            let place = rendezvous.place
            return (lock: { place.lock() }, unlock: { place.unlock() }, identity: place.identity)
        }
    }

    override func attemptLocked() -> Attempt { queue.rendezvous.map { answer($0.takeLocked()) } ?? .notYet }

    override func enter(_ claim: SelectClaim, _ number: Int) {
        if let rendezvous = queue.rendezvous {
            let entry = RendezvousEntry<Element>(rendezvous.place, .takers, claim, number, nil)
            self.entry = entry
            entry.enter()
        } else {
            place = queue.buffer.elementCame.add(SelectListener(claim))
        }
    }

    override var isReady: Bool { queue.rendezvous == nil && queue.buffer.isReadyToTake }

    override func withdraw() {
        entry?.withdraw()
        entry = nil
    }

    override func leave() {
        if let place {
            let event = queue.buffer.elementCame
            if !event.remove(listening: place) { event.notify() }
            self.place = nil
        }
    }

    override func collect() -> Attempt {
        guard let entry else { return .notYet }
        if let element = entry.takeElement() { return answer(.element(element)) }
        return answer(entry.isTurnedAway ? .closed : .empty)
    }

    private func answer(_ attempt: consuming TakeAttempt<Element>) -> Attempt {
        switch attempt {
        case .element(let taken):
            element = taken
            return .done
        case .failed(let error):
            failure = error
            return .done
        case .empty:
            return .notYet
        case .closed:
            return endsAtClose ? .ended : .never
        }
    }

    /// Gives up what was taken.
    func takeElement() -> Element? { element.take() }
}
