// Part of swift-threading. Apache-2.0: see LICENSE.

/// What one thread has forked: it pushes and pops at one end, and others steal at the other.
///
/// The deque of Chase and Lev ("Dynamic Circular Work-Stealing Deque", SPAA 2005), with the orderings of Lê, Pop, Cohen
/// and Zappa Nardelli ("Correct and Efficient Work-Stealing for Weak Memory Models", PPoPP 2013), and two changes. It
/// does not grow: who finds it full does the work itself, which is what a fork may always do. And the fence between
/// the owner's write of `bottom` and its read of `top` is the thief's to pay, see `AsymmetricFence`.
///
///     top ≤ i < bottom      the entries, at i modulo the capacity; thieves raise top, the owner moves bottom
///     top == bottom         empty; only while the owner is in `pop` is bottom one less than top
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
final class WorkDeque<Word: DequeWord & ~Copyable>: @unchecked Sendable {
    // Unchecked: the pointer is constant, and what it points to are words made for several threads.

    /// `top`, `bottom` and the entries, on cache lines of their own: thieves look at one deque after the other.
    private let words: UnsafeMutablePointer<Word>
    private let capacity: Int

    private static var bottomIndex: Int { 16 }
    private static var firstEntry: Int { 32 }
    private static var line: Int { 128 }

    /// An empty deque.
    ///
    /// The capacity is a power of two.
    init(capacity: Int) {
        self.capacity = capacity
        let count = Self.firstEntry + capacity
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: count * MemoryLayout<Word>.stride,
            alignment: Self.line
        )
        unsafe words = memory.bindMemory(to: Word.self, capacity: count)
        for index in 0..<count where Self.isUsed(index) { unsafe (words + index).initialize(to: Word(0)) }
    }

    deinit {
        for index in 0..<(Self.firstEntry + capacity) where Self.isUsed(index) {
            unsafe (words + index).deinitialize(count: 1)
        }
        unsafe UnsafeMutableRawPointer(words).deallocate()
    }

    private static func isUsed(_ index: Int) -> Bool { index == 0 || index == bottomIndex || index >= firstEntry }

    // Sound: these indexes were initialised, and live as long as the deque.
    private var top: UnsafeMutablePointer<Word> { unsafe words }
    private var bottom: UnsafeMutablePointer<Word> { unsafe words + Self.bottomIndex }
    private func entry(_ index: Int) -> UnsafeMutablePointer<Word> {
        unsafe words + (Self.firstEntry + (index & (capacity &- 1)))
    }

    /// Adds an entry.
    ///
    /// The owner's.
    ///
    /// - Returns: false if there is no room.
    func push(_ value: Int) -> Bool {
        let end = unsafe bottom.pointee.loadRelaxed()  // its own
        // Acquiring: a thief that has taken the entry which is overwritten here had read it before.
        guard unsafe end &- top.pointee.loadAcquiring() < capacity else { return false }
        // Relaxed: published by the next.
        unsafe entry(end).pointee.storeRelaxed(value)
        // Releasing: a thief that sees the entry sees what it points to.
        unsafe bottom.pointee.storeReleasing(end &+ 1)
        return true
    }

    /// Takes the entry that was pushed last.
    ///
    /// The owner's.
    ///
    /// - Returns: `nil` if there is none, because others have stolen all.
    func pop() -> Int? {
        let last = unsafe bottom.pointee.loadRelaxed() &- 1  // its own
        // Releasing: a thief that reads this for bottom may take an older entry by it.
        unsafe bottom.pointee.storeReleasing(last)
        // Between write and read, as said above.
        Word.ownerFence()
        // Relaxed: it takes over nothing from the thieves.
        let first = unsafe top.pointee.loadRelaxed()
        if first < last { return unsafe entry(last).pointee.loadRelaxed() }
        defer { unsafe bottom.pointee.storeReleasing(last &+ 1) }
        guard first == last else { return nil }
        let value = unsafe entry(last).pointee.loadRelaxed()
        // The last entry goes to one of all who want it. Sequentially consistent, as the papers have it: with the
        // thieves' exchanges it is in one order.
        return unsafe top.pointee.compareExchange(expected: first, desired: first &+ 1) ? value : nil
    }

    /// What became of an attempt to steal.
    enum Theft: Equatable { case stolen(Int), empty, lost }

    /// Takes the oldest entry; anybody's.
    func steal() -> Theft {
        // The look before the fence, which costs microseconds. Relaxed: only a hint that saves it.
        guard looksFilled else { return .empty }
        // Before the fence, as said above. Acquiring: comes after what an earlier thief did with the entry before.
        let first = unsafe top.pointee.loadAcquiring()
        guard Word.thiefFence() else { return .empty }
        // Acquiring: what the entry points to is there.
        guard unsafe first < bottom.pointee.loadAcquiring() else { return .empty }
        // Before the exchange: after it, the owner may write it anew. Relaxed: acquired with `bottom`.
        let value = unsafe entry(first).pointee.loadRelaxed()
        return unsafe top.pointee.compareExchange(expected: first, desired: first &+ 1) ? .stolen(value) : .lost
    }

    /// Whether there seems to be something to steal; stale on return.
    var looksFilled: Bool { unsafe top.pointee.loadRelaxed() < bottom.pointee.loadRelaxed() }
}
