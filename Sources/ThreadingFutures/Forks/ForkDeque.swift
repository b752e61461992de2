// Part of swift-threading. Apache-2.0: see LICENSE.

public import ThreadingCore

/// The deque of the calling thread, for forks that go the short way.
///
/// All that is done while nothing is stolen is inlined into the code that forks.
@usableFromInline
struct ForkDeque: Sendable {
    @usableFromInline let deque: WorkDeque<AtomicDequeWord>

    @inlinable @inline(__always)
    init(_ deque: WorkDeque<AtomicDequeWord>) { self.deque = deque }

    /// That of the seat which the calling thread is in; `nil` if it is in none of this pool, or its forks go the long way.
    @inlinable @inline(__always)
    static func current(of pool: ThreadPool) -> ForkDeque? {
        // Sound: `occupy` keeps the seat, and so its place, while that is in the slot.
        guard let place = unsafe ForkSlot.current?.assumingMemoryBound(to: ForkPlace<AtomicDequeWord>.self),
            unsafe place.pointee.pool == UInt(bitPattern: Unmanaged.passUnretained(pool).toOpaque())
        else { return nil }
        return unsafe ForkDeque(WorkDeque(at: place))
    }

    /// Pushes a half, and has somebody come for it, if there is anybody.
    ///
    /// - Parameters:
    ///   - record: the room for its record.
    ///   - half: the half.
    /// - Returns: where it is; `nil` if there is no room.
    @inlinable @inline(__always)
    func push(_ record: UnsafeMutablePointer<ForkRecord>, _ half: (UnsafeMutableRawPointer) -> Void) -> Int? {
        unsafe record.initialize(to: ForkRecord(half))
        guard let index = deque.push(Int(bitPattern: record)) else { return nil }
        // Between the push and the read, as `ForkTeam` says.
        AsymmetricFence.lightest()
        // Relaxed: the fence orders it.
        if unsafe deque.place.pointee.isOffered.loadRelaxed() != 0 { callSomebody() }
        return index
    }

    @usableFromInline @inline(never)
    func callSomebody() { unsafe deque.place.pointee.seat?._withUnsafeGuaranteedRef { $0.callSomebody() } }

    /// Takes back what was pushed; false if it was stolen.
    @inlinable @inline(__always)
    func pop(at index: Int) -> Bool { deque.pop(at: index) }

    /// Waits until the half that was stolen is done.
    ///
    /// - Parameters:
    ///   - record: the half's.
    ///   - half: the same; so the compiler keeps it until the thief has done with it.
    @usableFromInline @inline(never)
    func wait(for record: UnsafeMutablePointer<ForkRecord>, _ half: (UnsafeMutableRawPointer) -> Void) {
        unsafe deque.place.pointee.seat?._withUnsafeGuaranteedRef { unsafe $0.wait(for: record, half) }
    }
}
