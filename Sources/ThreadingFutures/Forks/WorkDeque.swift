// Part of swift-threading. Apache-2.0: see LICENSE.

/// What one thread has forked: it pushes and pops at one end, and others steal at the other.
///
/// The deque of Chase and Lev ("Dynamic Circular Work-Stealing Deque", SPAA 2005), with the orderings of Lê, Pop, Cohen
/// and Zappa Nardelli ("Correct and Efficient Work-Stealing for Weak Memory Models", PPoPP 2013), and three changes. It
/// does not grow: who finds it full does the work itself, which is what a fork may always do. The fence between
/// the owner's write of `bottom` and its read of `top` is the thief's to pay, see `AsymmetricFence`. And what is pushed is
/// popped in turn, each entry by whoever has pushed it and knows where it is: so a pop reads nothing but `top`.
///
///     top ≤ i < bottom      the entries, at i modulo the capacity; thieves raise top, the owner moves bottom
///     top == bottom         empty; only while the owner is in `pop` is bottom less than top
///     bottom ≤ limit        the owner's alone: how far bottom may go by what top was when it last looked
///
/// **Why nobody has an entry twice.** Thieves take entry t by the exchange of top from t to t + 1, which one of them
/// does. The owner takes entry b without any exchange where it sees top < b. Could a thief take b all the same? It
/// would have read top as b, then passed its fence, then read bottom as more than b, so not what the owner wrote
/// before it read top. The thief's fence divides what the owner does in two: a write of bottom before the
/// division is seen by the thief, and a read of top after it sees at least the thief's b. So the owner has seen top = b
/// and goes by the exchange, too. Where the fence is refused, nothing is stolen.
///
/// **Why an entry is not overwritten while a thief reads it.** Entry t has a new value only when bottom has come round
/// to t + capacity, for which the owner must have seen top > t; a thief that is still reading then fails to exchange t.
///
/// **Orderings**, beside each operation. An explorer is sequentially consistent: it shows that the steps are right,
/// and not what orderings are worth. For these there are Thread Sanitizer (which knows nothing of the kernel's fence, and
/// does not need it: what an entry points to is published by `bottom`), a stress test, and the argument above.
@safe
@usableFromInline
struct WorkDeque<Word: DequeWord & ~Copyable>: @unchecked Sendable {
    // Unchecked: the pointer is constant, and what it points to are words made for several threads, and constants.

    /// The entries come after it.
    @usableFromInline let place: UnsafeMutablePointer<ForkPlace<Word>>

    /// One that was made before.
    @inlinable @inline(__always)
    init(at place: UnsafeMutablePointer<ForkPlace<Word>>) { unsafe self.place = place }

    /// An empty deque, which is there until it is destroyed.
    ///
    /// - Parameters:
    ///   - capacity: a power of two.
    ///   - pool: the pool whose forks go the short way here.
    init(capacity: Int, pool: UInt = 0) {
        let size = MemoryLayout<ForkPlace<Word>>.stride
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: size + capacity * MemoryLayout<Word>.stride,
            alignment: 128
        )
        unsafe place = memory.bindMemory(to: ForkPlace<Word>.self, capacity: 1)
        unsafe place.initialize(to: ForkPlace(mask: capacity - 1, pool: pool))
        unsafe (memory + size).bindMemory(to: Word.self, capacity: capacity)
        for index in 0..<capacity { unsafe entry(index).initialize(to: Word(0)) }
    }

    /// Nobody may come to it any more.
    func destroy() {
        let last = unsafe place.pointee.mask
        for index in 0...last { unsafe entry(index).deinitialize(count: 1) }
        unsafe place.deinitialize(count: 1)
        unsafe UnsafeMutableRawPointer(place).deallocate()
    }

    // Sound: there are as many as the mask says, and they live as long as the deque.
    @inlinable @inline(__always)
    func entry(_ index: Int) -> UnsafeMutablePointer<Word> {
        let entries = unsafe UnsafeMutableRawPointer(place + 1).assumingMemoryBound(to: Word.self)
        return unsafe entries + (index & place.pointee.mask)
    }

    /// Adds an entry.
    ///
    /// The owner's.
    ///
    /// - Returns: where it is; `nil` if there is no room.
    @inlinable @inline(__always)
    func push(_ value: Int) -> Int? {
        let end = unsafe place.pointee.bottom.loadRelaxed()  // its own
        guard unsafe end < place.pointee.limit.loadRelaxed() || hasRoom(at: end) else { return nil }
        // Relaxed: published by the next.
        unsafe entry(end).pointee.storeRelaxed(value)
        // Releasing: a thief that sees the entry sees what it points to.
        unsafe place.pointee.bottom.storeReleasing(end &+ 1)
        return end
    }

    /// Looks how far bottom may go by now.
    @inlinable @inline(never)
    func hasRoom(at end: Int) -> Bool {
        // Acquiring: a thief that has taken the entry which is overwritten next had read it before.
        let next = unsafe place.pointee.top.loadAcquiring() &+ place.pointee.mask &+ 1
        unsafe place.pointee.limit.storeRelaxed(next)  // its own
        return end < next
    }

    /// Takes back what was pushed at this place; all that was pushed after it was taken back before.
    ///
    /// The owner's, and only where the thieves' fence is good for both sides; elsewhere ``popFenced(at:)``.
    ///
    /// - Returns: false if others have stolen it, and so all the rest.
    @inlinable @inline(__always)
    func pop(at index: Int) -> Bool {
        // Releasing: a thief that reads this for bottom may take an older entry by it.
        unsafe place.pointee.bottom.storeReleasing(index)
        // Between write and read, as said above.
        Word.ownerFence()
        // Relaxed: it takes over nothing from the thieves.
        return unsafe place.pointee.top.loadRelaxed() < index || popLast(at: index)
    }

    /// The same, on any system.
    func popFenced(at index: Int) -> Bool {
        // As above, with the fence. That `pop` writes it once more changes nothing.
        unsafe place.pointee.bottom.storeReleasing(index)
        Word.wholeOwnerFence()
        return pop(at: index)
    }

    /// Takes it back where nothing older is left; bottom has been written, and top read.
    @inlinable @inline(never)
    func popLast(at index: Int) -> Bool {
        let first = unsafe place.pointee.top.loadRelaxed()
        // Stolen, and it is empty: what top says. Releasing, here and below: as each write of bottom.
        if first > index {
            unsafe place.pointee.bottom.storeReleasing(first)
            return false
        }
        // The last entry goes to one of all who want it. Sequentially consistent, as the papers have it: with the
        // thieves' exchanges it is in one order.
        let isMine = unsafe place.pointee.top.compareExchange(expected: index, desired: index &+ 1)
        unsafe place.pointee.bottom.storeReleasing(index &+ 1)
        return isMine
    }

    /// What became of an attempt to steal.
    enum Theft: Equatable { case stolen(Int), empty, lost }

    /// Takes the oldest entry; anybody's.
    func steal() -> Theft {
        // The look before the fence, which costs microseconds. Relaxed: only a hint that saves it.
        guard looksFilled else { return .empty }
        // Before the fence, as said above. Acquiring: comes after what an earlier thief did with the entry before.
        let first = unsafe place.pointee.top.loadAcquiring()
        guard Word.thiefFence() else { return .empty }
        // Acquiring: what the entry points to is there.
        guard unsafe first < place.pointee.bottom.loadAcquiring() else { return .empty }
        // Before the exchange: after it, the owner may write it anew. Relaxed: acquired with `bottom`.
        let value = unsafe entry(first).pointee.loadRelaxed()
        return unsafe place.pointee.top.compareExchange(expected: first, desired: first &+ 1) ? .stolen(value) : .lost
    }

    /// Whether there seems to be something to steal; stale on return.
    var looksFilled: Bool { unsafe place.pointee.top.loadRelaxed() < place.pointee.bottom.loadRelaxed() }
}
