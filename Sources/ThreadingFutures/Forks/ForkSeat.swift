// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import ThreadingCore

/// A seat for a thread that forks: its deque, and the bell that it waits for.
///
/// A worker of the pool has one from the outermost of its forks on to the end of that, and while it helps. There are as
/// many as the pool may have threads.
@safe
final class ForkSeat: @unchecked Sendable {
    // Unchecked: the references that are not counted are constant.

    /// How deep a thread may fork.
    ///
    /// Beyond that it does both halves itself: no recursion that divides gets there.
    private static let capacity = 256

    let deque: WorkDeque<AtomicDequeWord>

    /// Rung once for each time that its thread was taken from those who wait.
    let bell = SemaphoreWord(0)

    /// Not counted: the ground keeps its team, and the team its seats.
    private let owner: Unmanaged<ForkTeam>

    /// Only compared: see ``ForkPlace/pool``.
    private let pool: UInt

    /// - Parameters:
    ///   - team: the team, which keeps its seats.
    ///   - pool: the pool, which is only compared.
    ///   - hasShortWay: whether its forks may go the short way.
    init(team: ForkTeam, of pool: UInt, hasShortWay: Bool) {
        unsafe owner = Unmanaged.passUnretained(team)
        self.pool = pool
        deque = WorkDeque(capacity: Self.capacity, pool: hasShortWay ? pool : 0)
        unsafe deque.place.pointee.seat = Unmanaged.passUnretained(self)
    }

    deinit { deque.destroy() }

    /// Does the body with the calling thread's seat of this pool; false if it has none, or one of another.
    @inline(__always)
    static func withCurrent(of pool: ThreadPool, _ body: (ForkSeat) -> Void) -> Bool {
        // Sound: `occupy` keeps the seat, and so its place, while that is in the slot.
        guard let place = unsafe ForkSlot.current?.assumingMemoryBound(to: ForkPlace<AtomicDequeWord>.self),
            let seat = unsafe place.pointee.seat
        else { return false }
        return unsafe seat._withUnsafeGuaranteedRef { seat in
            guard unsafe seat.pool == UInt(bitPattern: Unmanaged.passUnretained(pool).toOpaque()) else { return false }
            body(seat)
            return true
        }
    }

    /// Does the body as the calling thread's seat.
    func occupy(_ body: () -> Void) {
        let outer = unsafe ForkSlot.current
        unsafe ForkSlot.current = UnsafeMutableRawPointer(deque.place)
        defer {
            unsafe ForkSlot.current = outer
            withExtendedLifetime(self) {}
        }
        body()
    }

    /// Does both, the second by whoever comes for it; the calling thread's seat.
    ///
    /// The long way: ``ThreadPool/join(_:_:)`` goes a shorter one wherever it can. The second is not begun where nobody has
    /// come for it when the first says that it is not wanted.
    func fork(_ first: () -> Bool, _ second: () -> Void) {
        unsafe fork(first, second, half: { _ in second() })
    }

    private func fork(_ first: () -> Bool, _ second: () -> Void, half: (UnsafeMutableRawPointer) -> Void) {
        unsafe withUnsafeTemporaryAllocation(of: ForkRecord.self, capacity: 1) { buffer in
            guard let record = buffer.baseAddress else { Misuse.stop("there is no memory for a fork") }
            unsafe record.initialize(to: ForkRecord(half))
            guard let index = deque.push(Int(bitPattern: record)) else {
                if first() { second() }
                return
            }
            // Between the push and the read, as `ForkTeam` says.
            AsymmetricFence.light()
            // Relaxed: the fence orders it.
            if unsafe deque.place.pointee.isOffered.loadRelaxed() != 0 { callSomebody() }
            let goesOn = first()
            // What lies above it in the deque was popped by the forks within; what lies below is stolen first.
            if deque.popFenced(at: index) {
                if goesOn { second() }
            } else {
                unsafe wait(for: record, half)
            }
        }
    }

    /// Has somebody come for what was pushed.
    func callSomebody() { unsafe owner._withUnsafeGuaranteedRef { $0.callSomebody() } }

    /// Helps until the stolen half is done.
    func wait(for record: UnsafeMutablePointer<ForkRecord>, _ half: (UnsafeMutableRawPointer) -> Void) {
        unsafe owner._withUnsafeGuaranteedRef { unsafe $0.wait(for: record, at: self) }
        Misuse.unless(unsafe record.pointee.half.isOf(half), "a closure was moved while another thread has called it")
    }
}
