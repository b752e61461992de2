// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import ThreadingCore

/// A place for a thread that forks: its deque, and the bell that it waits for.
///
/// A worker of the pool has one from the outermost of its forks on to the end of that, and while it helps. There are as
/// many as the pool may have threads.
@safe
final class ForkSeat: Sendable {
    /// How deep a thread may fork.
    ///
    /// Beyond that it does both halves itself: no recursion that divides gets there.
    private static let capacity = 256

    let deque = WorkDeque<AtomicDequeWord>(capacity: capacity)

    /// Rung once for each time that its thread was taken from those who wait.
    let bell = SemaphoreWord(0)

    // Unguarded: constant, and the ground keeps its team, and the team its seats.
    private let owner: Unmanaged<ForkTeam>
    private let ground: Unmanaged<ForkGround>

    init(team: ForkTeam, on ground: ForkGround) {
        unsafe owner = Unmanaged.passUnretained(team)
        unsafe self.ground = Unmanaged.passUnretained(ground)
    }

    /// Does the body with the calling thread's seat on this ground; false if it has none, or one on another.
    @inline(__always)
    static func withCurrent(on ground: ForkGround, _ body: (ForkSeat) -> Void) -> Bool {
        guard let slot = unsafe ForkSlot.current else { return false }
        // Sound: `occupy` keeps the seat while it is in the slot.
        return unsafe Unmanaged<ForkSeat>.fromOpaque(slot)._withUnsafeGuaranteedRef { seat in
            guard unsafe seat.ground.toOpaque() == Unmanaged.passUnretained(ground).toOpaque() else { return false }
            body(seat)
            return true
        }
    }

    /// Does the body as the calling thread's seat.
    func occupy(_ body: () -> Void) {
        let outer = unsafe ForkSlot.current
        unsafe ForkSlot.current = Unmanaged.passUnretained(self).toOpaque()
        defer {
            unsafe ForkSlot.current = outer
            withExtendedLifetime(self) {}
        }
        body()
    }

    /// Does both, the second by whoever comes for it; the calling thread's seat.
    ///
    /// The second is not begun where nobody has come for it when the first says that it is not wanted.
    ///
    /// What keeps the closure for a thief is `withoutActuallyEscaping`, which the language promises, and which allocates
    /// a context for it: 20 ns of a fork. To keep the two words of the closure itself would save them, and no rule of
    /// the language says that they stay where they are; see the decision 0031.
    func fork(_ first: () -> Bool, _ second: () -> Void) {
        withoutActuallyEscaping(second) { escaping in
            unsafe withUnsafeTemporaryAllocation(of: ForkRecord.self, capacity: 1) { buffer in
                guard let record = buffer.baseAddress else { Misuse.stop("there is no memory for a fork") }
                unsafe record.initialize(to: ForkRecord(owner: .passUnretained(self), body: escaping))
                defer { unsafe record.deinitialize(count: 1) }
                let entry = Int(bitPattern: record)
                guard deque.push(entry) else {
                    if first() { second() }
                    return
                }
                unsafe owner._withUnsafeGuaranteedRef { $0.offer() }
                let goesOn = first()
                // What lies above it in the deque was popped by the forks within; what lies below is stolen first.
                if deque.pop() == entry {
                    if goesOn { second() }
                } else {
                    unsafe owner._withUnsafeGuaranteedRef { unsafe $0.wait(for: record, at: self) }
                }
            }
        }
    }
}
