// Part of swift-threading. Apache-2.0: see LICENSE.

/// The elements of a queue, and no waiting: each attempt answers at once.
///
/// A queue waits around it: it tries, waits for an event unless the buffer is ready, and tries again. Each buffer
/// notifies those events itself, after an attempt that changed something; see ``QueueEvent`` for what it owes them.
@usableFromInline
protocol QueueBuffer<Element>: AnyObject, Sendable {
    associatedtype Element

    /// Those who wait for an element: notified for each that was put, all at the close.
    var elementCame: QueueEvent { get }

    /// Those who wait for room: notified for each element that was taken, all at the close.
    var roomCame: QueueEvent { get }

    func tryPut(_ element: consuming Element) -> PutAttempt<Element>
    func tryTake() -> TakeAttempt<Element>

    /// Whether a put would not find it full: there is room, or it is closed.
    ///
    /// Exact for what happened before, so that a waiter may go to sleep on its word.
    var isReadyToPut: Bool { get }

    /// Whether a take would not find it empty: there is an element, or it is closed for good.
    var isReadyToTake: Bool { get }

    /// No put that begins from now on succeeds; what is in it can be taken.
    func close()

    /// Closes it and takes what is left, the first to be taken first.
    func closeImmediately() -> [Element]

    var isClosed: Bool { get }

    /// Stale on return.
    var count: Int { get }

    /// How many elements were ever put.
    var putCount: Int { get }

    /// What observers call the queue.
    var identity: UInt { get }
}

extension QueueBuffer {
    @usableFromInline
    func closeImmediately() -> [Element] {
        close()
        var left: [Element] = []
        // A storage that cannot give up an element now never will: what it holds goes with the queue.
        while case .element(let element) = tryTake() { left.append(element) }
        return left
    }
}

/// What became of an attempt to put, which gives back what it did not put.
@usableFromInline
@frozen
enum PutAttempt<Element> {
    case put

    /// Put, and this one taken out for it: by a buffer that drops the oldest.
    case putInPlaceOf(Element)
    case full(Element)
    case closed(Element)

    /// The storage did not take it, and nothing has changed.
    case failed(any Error)
}

/// What an attempt to take found.
@usableFromInline
@frozen
enum TakeAttempt<Element> {
    case element(Element)
    case empty

    /// Closed, and nothing is left.
    case closed

    /// The storage did not give it up, and nothing has changed.
    case failed(any Error)
}

// Said, so that it is no oversight: they carry what one thread has of another.

@available(*, unavailable)
extension PutAttempt: Sendable {}

@available(*, unavailable)
extension TakeAttempt: Sendable {}
