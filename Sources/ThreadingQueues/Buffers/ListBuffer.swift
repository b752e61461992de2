// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// An unbounded first-in, first-out buffer without a lock: a chain of blocks that are used again.
///
/// **Algorithm.** As crossbeam's `SegQueue`, a chain of blocks of slots, with `head` and `tail` that count elements. There
/// each slot's bits decide who frees its block, which takes a second locked instruction for each element. Here nobody
/// frees a block before the end: whoever fills one takes the oldest that was read, if there is one, and makes another if
/// not. So a queue keeps the memory of its longest time, as a ring that grows does; with few elements that is two blocks.
///
///     index   absolute, never the same again; its last bits say which slot; the last place of a block has no slot
///     stamp   even: free · 2 × index + 1: holds the element of that index · 2 × index + 2: that was read
///
///     put   tail's slot is free: move tail on, write the element, stamp it full.
///           Whoever takes the last slot of a block links the next, and moves tail past the place without a slot
///     take  head's slot is full with head's element: move head on, read the element, stamp it read.
///           Whoever takes the last slot moves head to the next block
///
/// A bit high in `tail` says that the buffer is closed: every later put fails at its compare-and-exchange.
///
/// **Why an old block may be used again.** `head` has left it. A thread that read in it and was stopped in the middle has
/// its slot stamped full, and a put waits for a slot that is not free. A thread that has loaded the block's address long
/// ago reads memory that is still there, and its exchange fails, since an index never comes again.
///
/// **Orderings.**
/// * A stamp is stored releasing and loaded acquiring, as in ``RingBuffer``: for the element, and for its place.
/// * The index is loaded acquiring before the block: the block is then that of the index, or a later one, and in that
///   case the index has moved on, and the exchange fails. It is stored releasing after the block for that.
/// * `head` and `tail` are moved sequentially consistently, see ``QueueEvent``. Empty is told by `tail`, read so: a put
///   that has returned is seen by every take that begins after it.
/// * The oldest block, its base and its link are used by whoever links, one after the other: the move of `tail` that made
///   one of them the last of its block acquires what the one before has released by its own.
@safe
@usableFromInline
final class ListBuffer<Element, Word: QueueWord & ~Copyable>: QueueBuffer, @unchecked Sendable {
    // Unchecked, and safe: a slot belongs to the thread that has moved the index past it, until it stamps it; the blocks
    // are the object's own, and live as long.

    @usableFromInline let elementCame = QueueEvent()
    @usableFromInline let roomCame = QueueEvent()
    @usableFromInline let memory: UnsafeMutableRawPointer

    /// The next to be taken, and the block that it is in.
    @usableFromInline let head: UnsafeMutablePointer<Word>
    @usableFromInline let headBlock: UnsafeMutablePointer<Word>

    /// The next to be put, and the block that it is in.
    @usableFromInline let tail: UnsafeMutablePointer<Word>
    @usableFromInline let tailBlock: UnsafeMutablePointer<Word>

    /// The first of the chain, which may have been read.
    let oldest: UnsafeMutablePointer<Word>

    /// Places of a block, a power of two; the last has no slot.
    @usableFromInline let places: Int

    /// - Parameter places: of a block; a power of two, two or more.
    @usableFromInline
    init(places: Int = 128) {
        self.places = places
        let word = MemoryLayout<Word>.stride
        let apart = max(128, 3 * word)
        unsafe memory = .allocate(byteCount: 2 * apart, alignment: 128)
        let words = unsafe [memory, memory + word, memory + apart, memory + apart + word, memory + apart + 2 * word]
            .map { unsafe $0.bindMemory(to: Word.self, capacity: 1) }
        unsafe head = words[0]
        unsafe headBlock = words[1]
        unsafe tail = words[2]
        unsafe tailBlock = words[3]
        unsafe oldest = words[4]
        let block = Self.makeBlock(places)
        unsafe head.initialize(to: Word(0))
        unsafe headBlock.initialize(to: Word(block))
        unsafe tail.initialize(to: Word(0))
        unsafe tailBlock.initialize(to: Word(block))
        unsafe oldest.initialize(to: Word(block))
    }

    deinit {
        while case .element = tryTake() {}
        var block = unsafe oldest.pointee.loadRelaxed()
        while block != 0 {
            let next = unsafe word(block).pointee.loadRelaxed()
            freeBlock(block)
            block = next
        }
        unsafe head.deinitialize(count: 1)
        unsafe headBlock.deinitialize(count: 1)
        unsafe tail.deinitialize(count: 1)
        unsafe tailBlock.deinitialize(count: 1)
        unsafe oldest.deinitialize(count: 1)
        unsafe memory.deallocate()
    }

    @inlinable @inline(__always) static var closedBit: Int { 1 << 62 }

    // MARK: Attempts

    @inlinable
    func tryPut(_ element: consuming Element) -> PutAttempt<Element> {
        var index = unsafe tail.pointee.loadAcquiring()
        var (misses, waits) = (0, 0)
        while true {
            if index & Self.closedBit != 0 { return .closed(element) }
            let block = unsafe tailBlock.pointee.loadAcquiring()
            let place = index & (places &- 1)
            if place != places &- 1 {
                let stamp = unsafe stamp(block, place)
                let seen = unsafe stamp.pointee.loadAcquiring()
                if seen & 1 == 0 {
                    let result = unsafe tail.pointee.compareExchange(expected: index, desired: index &+ 1)
                    if result.exchanged {
                        if place == places &- 2 { link(after: block, index) }
                        fill(block, index, with: element)
                        return .put
                    }
                    index = result.original
                    roomCame.stayAway(&misses, room: .max)
                    continue
                }
                let now = unsafe tail.pointee.loadAcquiring()
                // A reader of long ago is still in the slot.
                if now == index { unsafe stamp.pointee.letOthersChange(seen, &waits) }
                index = now
            } else {
                // Another thread links the next block.
                unsafe tail.pointee.letOthersChange(index, &waits)
                index = unsafe tail.pointee.loadAcquiring()
            }
        }
    }

    @inlinable
    func tryTake() -> TakeAttempt<Element> {
        var index = unsafe head.pointee.loadAcquiring()
        var (misses, waits) = (0, 0)
        while true {
            let block = unsafe headBlock.pointee.loadAcquiring()
            let place = index & (places &- 1)
            if place != places &- 1 {
                let stamp = unsafe stamp(block, place)
                let seen = unsafe stamp.pointee.loadAcquiring()
                if seen == 2 &* index &+ 1 {
                    let result = unsafe head.pointee.compareExchange(expected: index, desired: index &+ 1)
                    if result.exchanged {
                        if place == places &- 2 { leave(block, index) }
                        return .element(empty(block, index))
                    }
                    index = result.original
                    elementCame.stayAway(&misses, room: .max)
                    continue
                }
                let end = unsafe tail.pointee.loadSequential()
                if end & ~Self.closedBit == index { return end & Self.closedBit == 0 ? .empty : .closed }
                let now = unsafe head.pointee.loadAcquiring()
                // Another thread has moved the tail, and is about to stamp.
                if now == index { unsafe stamp.pointee.letOthersChange(seen, &waits) }
                index = now
            } else {
                // Another thread moves to the next block.
                unsafe head.pointee.letOthersChange(index, &waits)
                index = unsafe head.pointee.loadAcquiring()
            }
        }
    }

    /// The index has taken the last slot of the block: links the next one, and opens it.
    @usableFromInline @inline(never)
    func link(after block: Int, _ index: Int) {
        let first = unsafe oldest.pointee.loadRelaxed()
        let next: Int
        // Acquiring: whoever left that block has read its link before. Who still reads a slot of it has its stamp.
        if first != block, unsafe head.pointee.loadAcquiring() >= base(first).pointee.loadRelaxed() &+ places {
            next = first
            unsafe oldest.pointee.storeRelaxed(word(first).pointee.loadRelaxed())
            unsafe word(first).pointee.storeRelaxed(0)
        } else {
            next = Self.makeBlock(places)
        }
        unsafe base(next).pointee.storeRelaxed(index &+ 2)
        // Releasing: who comes to the block by these finds its base and no link.
        unsafe word(block).pointee.storeReleasing(next)
        unsafe tailBlock.pointee.storeReleasing(next)
        // Added, not stored: somebody may close the buffer meanwhile.
        unsafe tail.pointee.add(1)
    }

    /// The index has taken the last slot of the block: goes to the next one, which is linked, since that comes before the
    /// last slot is full.
    @usableFromInline @inline(never)
    func leave(_ block: Int, _ index: Int) {
        unsafe headBlock.pointee.storeReleasing(word(block).pointee.loadAcquiring())
        unsafe head.pointee.add(1)
    }

    // MARK: Questions

    @usableFromInline var isReadyToPut: Bool { true }

    @usableFromInline var isReadyToTake: Bool {
        // Head first: it is empty if tail is no farther even then, and what is put later is told of.
        let index = unsafe head.pointee.loadSequential()
        return unsafe tail.pointee.loadSequential() != index
    }

    @usableFromInline var isClosed: Bool { unsafe tail.pointee.loadSequential() & Self.closedBit != 0 }

    @usableFromInline
    func close() {
        unsafe tail.pointee.setBits(Self.closedBit)
        elementCame.notifyAll()
    }

    @usableFromInline var count: Int {
        while true {
            let end = unsafe tail.pointee.loadSequential()
            let index = unsafe head.pointee.loadSequential()
            // Both as they were at one moment.
            if unsafe tail.pointee.loadSequential() == end {
                return number(of: end & ~Self.closedBit) - number(of: index)
            }
        }
    }

    @usableFromInline var putCount: Int { number(of: unsafe tail.pointee.loadSequential() & ~Self.closedBit) }

    @usableFromInline var identity: UInt { unsafe UInt(bitPattern: memory) }

    /// How many elements come before an index: the places without a slot are none.
    private func number(of index: Int) -> Int { index - index / places }
}
