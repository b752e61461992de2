// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Lets threads wait until a known number of things have happened.
///
/// It counts down to zero once, and is open for ever after. Use it where what you wait for is not a thread: ten
/// submitted tasks, three replies. To wait for threads, join them; where threads wait for each other and go round again, use a
/// ``Barrier``.
///
/// ```swift
/// let loaded = Latch(count: shards.count)
/// for shard in shards {
///     pool.submit { shard.load(); loaded.countDown() }
/// }
/// loaded.wait()
/// ```
///
/// | | not open yet | open |
/// | --- | --- | --- |
/// | ``isOpen`` | `false` | `true` |
/// | ``wait()`` | blocks | returns |
/// | ``wait(for:)``, ``wait(until:)`` | blocks, `false` at the deadline | `true` |
/// | ``countDown(by:)`` past zero | precondition failure | precondition failure |
///
/// **Blocking**: until the count is zero; all that wait are let through. No spurious return.
///
/// **Ordering**: what was done before each count-down is visible to whoever has seen the latch open.
///
/// - Complexity: O(1).
///
/// **Python**: there is none; `threading.Barrier` is often misused for it. Java has `CountDownLatch`, C++20 `std::latch`;
/// Go's `WaitGroup` can count up again, this cannot: a number that goes up and down is a ``Monitor``.
public final class Latch: @unchecked Sendable {
    // Unchecked: `left` is guarded by `lock`.
    private let lock = LockWord()
    private let opened = WaiterQueue(.latch)
    private var left: Int

    /// Creates a latch.
    ///
    /// **Precondition**: the count is not negative.
    ///
    /// - Parameter count: how many things are to happen; with zero it is open from the start.
    public init(count: Int) {
        Misuse.unless(count >= 0, "a latch counts down from zero or more, not \(count)")
        left = count
    }

    /// How many things are still to happen.
    ///
    /// Stale on return, unless it is zero.
    public var count: Int {
        lock.lock()
        defer { lock.unlock() }
        return left
    }

    /// Whether all have happened.
    ///
    /// `true` is final; `false` may be stale on return.
    public var isOpen: Bool { count == 0 }

    /// Counts down, and opens the latch when nothing is left.
    ///
    /// Never blocks.
    ///
    /// **Precondition**: `amount` is positive and no more than what is left.
    ///
    /// - Parameter amount: how many things have happened.
    public func countDown(by amount: Int = 1) {
        Misuse.unless(amount > 0, "a latch is counted down by one or more, not \(amount)")
        lock.lock()
        defer { lock.unlock() }
        Misuse.unless(amount <= left, "a latch was counted down by \(amount) when only \(left) were left")
        left -= amount
        if left == 0 { opened.notifyAll(holding: lock) }
    }

    /// Waits until all have happened.
    @available(*, noasync, message: "blocks the thread")
    public func wait() {
        _ = wait(until: .never)
    }

    /// Waits until all have happened, or the time is over.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only looks.
    /// - Returns: whether the latch is open.
    @available(*, noasync, message: "blocks the thread")
    public func wait(for duration: Duration?) -> Bool {
        wait(until: Deadline(after: duration))
    }

    /// Waits until all have happened, or an instant comes.
    ///
    /// - Parameter instant: when to give up.
    /// - Returns: whether the latch is open.
    @available(*, noasync, message: "blocks the thread")
    public func wait(until instant: ContinuousClock.Instant) -> Bool {
        wait(until: Deadline(instant))
    }

    private func wait(until deadline: Deadline) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        // Once round where conditions wake for a reason only, as ours do.
        while left > 0 {
            if deadline.isImmediate || !opened.wait(releasing: lock, until: deadline) { return left == 0 }
        }
        return true
    }
}
