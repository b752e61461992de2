// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A bounded first-in, first-out buffer without a lock: an array of slots, each with a stamp that says in which lap it is
/// free or full.
///
/// **Algorithm.** Dmitry Vyukov's bounded queue, in the form of crossbeam's `ArrayQueue`. `head` and `tail` count laps and
/// slots:
///
///     index = lap | mark | slot        mark: the least power of two above the capacity; lap: multiples of 2 × mark
///     stamp = lap (free in this lap) | lap + 1 (full in this lap)
///
///     put   tail's slot is free in tail's lap: move tail on, write the element, stamp it full
///     take  head's slot is full in head's lap: move head on, read the element, stamp it free for the next lap
///
/// The mark is set in `tail` when the buffer is closed: every later put fails at its compare-and-exchange. One such
/// exchange is all that an operation costs beside plain loads and stores. For one or two slots, everything is on one
/// cache line: a hand-over then moves one line from processor to processor, not three.
///
/// **Orderings.**
/// * A stamp is stored releasing and loaded acquiring: the element that was written before it can be read after it, and
///   the slot that was read out can be written.
/// * `head` and `tail` are moved sequentially consistently, before the look whether anybody waits; and who waits reads
///   them so, after it has counted itself. See ``QueueEvent``. Who waits must read the indices, not the stamps, which are
///   written later: an index that has moved says «look again».
/// * The first loads of an index are relaxed: what is not up to date fails at the exchange.
/// * Full is told from «about to be free» by `head`, empty from «about to be full» by `tail`, read sequentially
///   consistently: a put that has returned is seen by every take that begins after it.
@safe
@usableFromInline
final class RingBuffer<Element, Word: QueueWord & ~Copyable>: QueueBuffer, @unchecked Sendable {
    // Unchecked, and safe: a slot belongs to the thread that has moved the index past it, until it stamps it; the memory
    // is the object's own, and lives as long.

    @usableFromInline let elementCame = QueueEvent()
    @usableFromInline let roomCame = QueueEvent()
    @usableFromInline let capacity: Int
    @usableFromInline let mark: Int
    @usableFromInline let memory: UnsafeMutableRawPointer
    @usableFromInline let head: UnsafeMutablePointer<Word>
    @usableFromInline let tail: UnsafeMutablePointer<Word>
    @usableFromInline let slots: UnsafeMutableRawPointer

    /// Whether it is the right buffer for a capacity.
    ///
    /// It takes its memory at once, so it is not for a capacity that is only meant to be an emergency brake.
    static func isFor(_ capacity: Int) -> Bool { capacity > 0 && capacity <= (1 << 20) / stride }

    /// - Parameter capacity: one or more.
    @inlinable
    init(capacity: Int) {
        self.capacity = capacity
        var mark = 2
        while mark <= capacity { mark &*= 2 }
        self.mark = mark
        let word = MemoryLayout<Word>.stride
        let apart = capacity > 2 ? max(128, word) : word
        let first = Self.rounded(2 &* apart, to: Self.alignment)
        // Whole lines, twice as large as they are, since processors fetch them in pairs: whatever comes next in memory
        // does not suffer.
        let size = Self.rounded(first &+ capacity &* Self.stride, to: 128)
        unsafe memory = .allocate(byteCount: size, alignment: max(128, Self.alignment))
        unsafe head = memory.bindMemory(to: Word.self, capacity: 1)
        unsafe tail = (memory + apart).bindMemory(to: Word.self, capacity: 1)
        unsafe slots = memory + first
        unsafe head.initialize(to: Word(0))
        unsafe tail.initialize(to: Word(0))
        for slot in 0..<capacity { unsafe stamp(slot).initialize(to: Word(0)) }
    }

    deinit {
        while case .element = tryTake() {}
        for slot in 0..<capacity { unsafe stamp(slot).deinitialize(count: 1) }
        unsafe head.deinitialize(count: 1)
        unsafe tail.deinitialize(count: 1)
        unsafe memory.deallocate()
    }

    /// The numbers of one lap, slots and mark.
    @inlinable @inline(__always) var lap: Int { mark &* 2 }

    @inlinable @inline(__always)
    func lap(of index: Int) -> Int { index & ~(lap &- 1) }

    @inlinable @inline(__always)
    func after(_ index: Int, slot: Int) -> Int {
        slot &+ 1 < capacity ? index &+ 1 : lap(of: index) &+ lap
    }

    // MARK: Attempts

    @inlinable
    func tryPut(_ element: consuming Element) -> PutAttempt<Element> {
        var index = unsafe tail.pointee.loadRelaxed()
        var (misses, waits) = (0, 0)
        while true {
            if index & mark != 0 { return .closed(element) }
            let slot = index & (mark &- 1)
            let stamp = unsafe stamp(slot)
            let seen = unsafe stamp.pointee.loadAcquiring()
            if seen == lap(of: index) {
                let result = unsafe tail.pointee.compareExchange(expected: index, desired: after(index, slot: slot))
                if result.exchanged {
                    fill(index, with: element)
                    return .put
                }
                index = result.original
                roomCame.stayAway(&misses, room: capacity)
                continue
            }
            // Whatever the stamp says: it comes later than the index.
            if unsafe head.pointee.loadSequential() &+ lap == index { return .full(element) }
            let now = unsafe tail.pointee.loadRelaxed()
            // Another thread is between the index and the stamp.
            if now == index { unsafe stamp.pointee.letOthersChange(seen, &waits) }
            index = now
        }
    }

    @inlinable
    func tryTake() -> TakeAttempt<Element> {
        var index = unsafe head.pointee.loadRelaxed()
        var (misses, waits) = (0, 0)
        while true {
            let slot = index & (mark &- 1)
            let stamp = unsafe stamp(slot)
            let seen = unsafe stamp.pointee.loadAcquiring()
            if seen == lap(of: index) &+ 1 {
                let result = unsafe head.pointee.compareExchange(expected: index, desired: after(index, slot: slot))
                if result.exchanged {
                    return .element(empty(index))
                }
                index = result.original
                elementCame.stayAway(&misses, room: capacity)
                continue
            }
            let end = unsafe tail.pointee.loadSequential()
            if end & ~mark == index { return end & mark == 0 ? .empty : .closed }
            let now = unsafe head.pointee.loadRelaxed()
            // Another thread is between the index and the stamp.
            if now == index { unsafe stamp.pointee.letOthersChange(seen, &waits) }
            index = now
        }
    }

    // MARK: Questions

    @usableFromInline var isReadyToPut: Bool {
        // Head first: it is full if tail is a lap ahead even then, since neither moves back.
        let index = unsafe head.pointee.loadSequential()
        let end = unsafe tail.pointee.loadSequential()
        return end & mark != 0 || index &+ lap != end
    }

    @usableFromInline var isReadyToTake: Bool {
        // Tail first: it is empty if head has come so far, and what is put later is told of.
        let end = unsafe tail.pointee.loadSequential()
        let index = unsafe head.pointee.loadSequential()
        return end & mark != 0 || index != end
    }

    @usableFromInline var isClosed: Bool { unsafe tail.pointee.loadSequential() & mark != 0 }

    @usableFromInline
    func close() {
        unsafe tail.pointee.setBits(mark)
        elementCame.notifyAll()
        roomCame.notifyAll()
    }

    @usableFromInline var count: Int {
        while true {
            let end = unsafe tail.pointee.loadSequential()
            let index = unsafe head.pointee.loadSequential()
            // Both as they were at one moment.
            if unsafe tail.pointee.loadSequential() == end { return number(of: end & ~mark) - number(of: index) }
        }
    }

    @usableFromInline var putCount: Int { number(of: unsafe tail.pointee.loadSequential() & ~mark) }

    @usableFromInline var identity: UInt { unsafe UInt(bitPattern: memory) }

    /// How many operations lead to an index.
    private func number(of index: Int) -> Int { index / lap * capacity + (index & (mark - 1)) }

    // MARK: Slots

    @inlinable @inline(__always)
    static func rounded(_ size: Int, to alignment: Int) -> Int { (size &+ alignment &- 1) / alignment &* alignment }

    @inlinable @inline(__always) static var alignment: Int {
        max(MemoryLayout<Element>.alignment, MemoryLayout<Word>.alignment)
    }

    /// Where the element is in its slot.
    @inlinable @inline(__always) static var offset: Int {
        rounded(MemoryLayout<Word>.size, to: MemoryLayout<Element>.alignment)
    }

    /// The length of a slot.
    @inlinable @inline(__always) static var stride: Int { rounded(offset &+ MemoryLayout<Element>.size, to: alignment) }

    /// Sound: the slot is below the capacity, and its word is there from beginning to end.
    @inlinable @inline(__always)
    func stamp(_ slot: Int) -> UnsafeMutablePointer<Word> {
        unsafe (slots + slot &* Self.stride).assumingMemoryBound(to: Word.self)
    }

    /// Sound: the slot is below the capacity, and this is the only type that its rest is used as.
    @inlinable @inline(__always)
    func element(_ slot: Int) -> UnsafeMutablePointer<Element> {
        unsafe (slots + slot &* Self.stride + Self.offset).assumingMemoryBound(to: Element.self)
    }
}
