// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A buffer with any storage: a lock around each attempt.
///
/// For what has no lock-free form: stacks and priorities, and queues that drop the oldest, where an element goes and
/// another comes in one step; and for queues that somebody looks at: observers are told of each element in order, and
/// an explorer sees each step.
final class LockedBuffer<Storage: QueueStorage>: QueueBuffer, @unchecked Sendable {
    // Unchecked: every `var` is guarded by `lock`, and an element belongs to nobody else while it is in the storage,
    // since it was sent.
    typealias Element = Storage.Element

    let elementCame = QueueEvent()
    let roomCame = QueueEvent()

    private let lock = LockWord()
    private let capacity: Int
    private let dropsOldest: Bool
    private var storage: Storage
    private var puts = 0
    private var closed = false

    /// Whether observers are told how many elements there are: whether any wanted to know when the queue was made.
    private let isObserved = Observation.wantsQueueDepths

    /// - Parameters:
    ///   - storage: empty; nobody else uses it.
    ///   - capacity: how many elements fit in; nil is as many as memory holds.
    ///   - dropsOldest: whether a put into a full buffer succeeds, in the place of the oldest element.
    init(_ storage: sending Storage, capacity: Int?, dropsOldest: Bool = false) {
        self.storage = storage
        self.capacity = capacity ?? .max
        self.dropsOldest = dropsOldest
    }

    var identity: UInt { lock.identity }

    func tryPut(_ element: consuming Element) -> PutAttempt<Element> {
        lock.lock()
        if closed {
            lock.unlock()
            return .closed(element)
        }
        let isFull = storage.count >= capacity
        guard !isFull || dropsOldest else {
            lock.unlock()
            return .full(element)
        }
        do {
            // Sound: the element was sent to the queue, and goes from there to the storage alone.
            nonisolated(unsafe) let sent = copy element
            try unsafe storage.append(sent)
        } catch {
            lock.unlock()
            // Here, and not in the storage, under the lock: its end may be code that uses the queue.
            withExtendedLifetime(element) {}
            return .failed(error)
        }
        puts += 1
        // Afterwards: an element that the storage refuses drops none. If it does not give up the oldest, it holds one
        // too many, and nothing is lost.
        let dropped = isFull ? try? storage.removeOldest() : nil
        tellDepth()
        lock.unlock()
        elementCame.notify()
        return dropped.map { .putInPlaceOf($0) } ?? .put
    }

    func tryTake() -> TakeAttempt<Element> {
        lock.lock()
        let taken: Element?
        do {
            taken = try storage.removeNext()
        } catch {
            lock.unlock()
            return .failed(error)
        }
        let isClosed = closed
        if taken != nil { tellDepth() }
        lock.unlock()
        guard let taken else { return isClosed ? .closed : .empty }
        roomCame.notify()
        return .element(taken)
    }

    var isReadyToPut: Bool { locked { closed || dropsOldest || storage.count < capacity } }
    var isReadyToTake: Bool { locked { closed || storage.count > 0 } }
    var isClosed: Bool { locked { closed } }
    var count: Int { locked { storage.count } }
    var putCount: Int { locked { puts } }

    func close() {
        locked { closed = true }
        elementCame.notifyAll()
        roomCame.notifyAll()
    }

    func closeImmediately() -> [Element] {
        let left = locked {
            closed = true
            var left: [Element] = []
            while let element = try? storage.removeNext() { left.append(element) }
            tellDepth()
            return left
        }
        elementCame.notifyAll()
        roomCame.notifyAll()
        return left
    }

    private func locked<R>(_ body: () -> R) -> R {
        lock.lock()
        defer { lock.unlock() }
        return body()
    }

    /// Under the lock, so that it is told in the order in which it came to be so.
    private func tellDepth() {
        if isObserved { Observation.tell { $0.queue(lock.identity, hasDepth: storage.count) } }
    }
}
