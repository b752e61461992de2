// Part of swift-threading. Apache-2.0: see LICENSE.

/// What a thread needs for a fork that nobody steals: the memory of its ``WorkDeque``, and whose it is.
///
/// All in one place, which a pointer in the thread's own memory leads to, so that such a fork neither counts references
/// nor looks for anything. What the owner writes, what thieves write and what hardly anybody writes are on cache
/// lines of their own.
@safe
@usableFromInline
struct ForkPlace<Word: DequeWord & ~Copyable>: ~Copyable, @unchecked Sendable {
    // Unchecked: words made for several threads, and constants.

    /// A processor fetches lines of 64 bytes in pairs.
    @usableFromInline typealias Padding = (Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int)
    private static var padding: Padding { (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) }

    /// Which entry is the oldest.
    @usableFromInline let top = Word(0)
    private let afterTop = padding

    /// Where the next entry goes.
    @usableFromInline let bottom = Word(0)

    /// How far ``bottom`` may go by what ``top`` was when the owner last looked.
    @usableFromInline let limit: Word
    private let afterBottom = padding

    /// Not zero where somebody would come for what is pushed.
    @usableFromInline let isOffered = Word(0)

    /// One less than the capacity, which is a power of two.
    @usableFromInline let mask: Int

    /// The pool whose forks go the short way here; zero where none do.
    ///
    /// Only compared: code that forks in a seat is called by a fork of the pool, which keeps it.
    @usableFromInline let pool: UInt

    /// Whose it is: written by the seat that makes it, and constant after that.
    ///
    /// Not counted: the place goes with its seat.
    var seat: Unmanaged<ForkSeat>?

    private let afterSeat = padding

    init(mask: Int, pool: UInt) {
        limit = Word(mask + 1)
        self.mask = mask
        self.pool = pool
    }
}
