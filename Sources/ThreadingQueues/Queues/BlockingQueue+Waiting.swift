// Part of swift-threading. Apache-2.0: see LICENSE.

public import Synchronization
internal import ThreadingCore

/// An attempt, and what comes after it if it was in vain.
///
/// The first attempt of a queue without a lock is inlined into the caller, for its type of element: 10-30 ns where a call
/// of unspecialised code takes three times as long. All else is called.
///
/// A buffer is named by `unsafelyUnwrapped` after a look, which is sound since it never changes: `if let` would retain it
/// for each attempt, on a cache line that all threads share, and takes seven times as long.
extension BlockingQueue {
    // MARK: Putting

    /// Whether it was put.
    ///
    /// The limit is made only where the first attempt fails: a deadline costs a look at the clock.
    @inlinable @inline(__always)
    final func put(
        _ element: consuming Element,
        until limit: @autoclosure () -> QueueLimit
    ) throws(QueueError) -> Bool {
        if ring != nil { return try put(element, inRing: unsafe ring.unsafelyUnwrapped, until: limit()) }
        if list != nil { return try put(element, inList: unsafe list.unsafelyUnwrapped, until: limit()) }
        if rendezvous != nil { return try hand(element, until: limit()) }
        return try putLocked(element, until: limit())
    }

    @inlinable @inline(__always)
    final func put(
        _ element: consuming Element,
        inRing ring: RingBuffer<Element, Atomic<Int>>,
        until limit: @autoclosure () -> QueueLimit
    ) throws(QueueError) -> Bool {
        let index = ring.claimToPut()
        if index < 0 { return try put(element, in: ring, until: limit()) }
        ring.fill(index, with: element)
        return true
    }

    @inlinable @inline(__always)
    final func put(
        _ element: consuming Element,
        inList list: ListBuffer<Element, Atomic<Int>>,
        until limit: @autoclosure () -> QueueLimit
    ) throws(QueueError) -> Bool {
        let (block, index) = list.claimToPut()
        if index < 0 { return try put(element, in: list, until: limit()) }
        list.fill(block, index, with: element)
        return true
    }

    @inlinable @inline(never)
    final func put(
        _ element: consuming Element,
        in buffer: some QueueBuffer<Element>,
        until limit: QueueLimit
    ) throws(QueueError) -> Bool {
        switch buffer.tryPut(element) {
        case .put: return true
        case .putInPlaceOf:
            hasDropped(fromTheQueue: true)
            return true
        case .closed: throw .closed
        case .failed(let error): throw .refused(error)
        case .full(let rejected): return try putAgain(rejected, in: buffer, until: limit)
        }
    }

    /// Where each attempt takes a lock.
    @usableFromInline @inline(never)
    final func putLocked(_ element: consuming Element, until limit: QueueLimit) throws(QueueError) -> Bool {
        try put(element, in: buffer, until: limit)
    }

    /// Where it goes from hand to hand.
    @inlinable @inline(never)
    final func hand(_ element: consuming Element, until limit: QueueLimit) throws(QueueError) -> Bool {
        // Another policy than to wait: an attempt, which is no wait.
        if whenFull != .wait { return try putLocked(element, until: limit) }
        switch unsafe rendezvous.unsafelyUnwrapped.put(element, until: limit) {
        case .closed: throw .closed
        case .full: return false
        default: return true
        }
    }

    @inlinable @inline(never)
    final func putAgain(
        _ element: consuming Element,
        in buffer: some QueueBuffer<Element>,
        until limit: QueueLimit
    ) throws(QueueError) -> Bool {
        var patience = unsafe QueuePatience(.passUnretained(buffer.roomCame), limit, spinningFor: spinCapacity)
        while true {
            switch whenFull {
            // A buffer that drops the oldest is never full, unless there is no room in it at all.
            case .wait, .dropOldest:
                if !patience.wait(unless: { buffer.isReadyToPut }) { return false }
            case .reject:
                return false
            case .dropNewest:
                hasDropped(fromTheQueue: false)
                return false
            }
            switch buffer.tryPut(element) {
            case .put:
                patience.succeeded()
                return true
            case .putInPlaceOf:
                hasDropped(fromTheQueue: true)
                return true
            case .closed: throw .closed
            case .failed(let error): throw .refused(error)
            case .full(let rejected): element = rejected
            }
        }
    }

    /// Counts an element that is no more; as done, too, if it had been put.
    @usableFromInline
    final func hasDropped(fromTheQueue: Bool) {
        // Relaxed: a number, by which nothing else is read.
        dropCount.wrappingAdd(1, ordering: .relaxed)
        if fromTheQueue { finish(1) }
    }

    // MARK: Taking

    @inlinable @inline(__always)
    final func take(until limit: @autoclosure () -> QueueLimit) throws(QueueError) -> Element? {
        if ring != nil { return try take(fromRing: unsafe ring.unsafelyUnwrapped, until: limit()) }
        if list != nil { return try take(fromList: unsafe list.unsafelyUnwrapped, until: limit()) }
        if rendezvous != nil { return try takeFromHand(until: limit()) }
        return try takeLocked(until: limit())
    }

    @inlinable @inline(__always)
    final func take(
        fromRing ring: RingBuffer<Element, Atomic<Int>>,
        until limit: @autoclosure () -> QueueLimit
    ) throws(QueueError) -> Element? {
        let index = ring.claimToTake()
        return index < 0 ? try take(from: ring, until: limit()) : ring.empty(index)
    }

    @inlinable @inline(__always)
    final func take(
        fromList list: ListBuffer<Element, Atomic<Int>>,
        until limit: @autoclosure () -> QueueLimit
    ) throws(QueueError) -> Element? {
        let (block, index) = list.claimToTake()
        return index < 0 ? try take(from: list, until: limit()) : list.empty(block, index)
    }

    @inlinable @inline(never)
    final func take(
        from buffer: some QueueBuffer<Element>,
        until limit: QueueLimit
    ) throws(QueueError) -> Element? {
        switch buffer.tryTake() {
        case .element(let element): return element
        case .closed: throw .closed
        case .failed(let error): throw .refused(error)
        case .empty: return try takeAgain(from: buffer, until: limit)
        }
    }

    /// Where each attempt takes a lock.
    @usableFromInline @inline(never)
    final func takeLocked(until limit: QueueLimit) throws(QueueError) -> Element? {
        try take(from: buffer, until: limit)
    }

    /// Where it goes from hand to hand.
    @inlinable @inline(never)
    final func takeFromHand(until limit: QueueLimit) throws(QueueError) -> Element? {
        switch unsafe rendezvous.unsafelyUnwrapped.take(until: limit) {
        case .element(let element): return element
        case .closed: throw .closed
        case .empty, .failed: return nil
        }
    }

    @inlinable @inline(never)
    final func takeAgain(
        from buffer: some QueueBuffer<Element>,
        until limit: QueueLimit
    ) throws(QueueError) -> Element? {
        var patience = unsafe QueuePatience(.passUnretained(buffer.elementCame), limit, spinningFor: spinCapacity)
        while patience.wait(unless: { buffer.isReadyToTake }) {
            switch buffer.tryTake() {
            case .element(let element):
                patience.succeeded()
                return element
            case .closed: throw .closed
            case .failed(let error): throw .refused(error)
            case .empty: continue
            }
        }
        return nil
    }

    /// The capacity by which threads look before they sleep; nil if they do not.
    @inlinable final var spinCapacity: Int? {
        ring != nil || list != nil ? capacity ?? .max : nil
    }

    @usableFromInline @inline(never)
    static func stopForNoElement() -> Never { Misuse.stop("a wait without a deadline has timed out") }
}
