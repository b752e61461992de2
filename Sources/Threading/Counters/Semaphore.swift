// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A number of permits that threads take and give back: at most so many at a time do something.
///
/// ```swift
/// let connections = Semaphore(value: 4)
/// connections.withPermit { fetch(page) }
/// ```
///
/// | | no permit left | permits left |
/// | --- | --- | --- |
/// | ``wait()``, ``withPermit(_:)`` | blocks | takes one |
/// | ``wait(for:)``, ``wait(until:)`` | blocks, `false` at the deadline | takes one, `true` |
/// | ``waitIfAvailable()`` | `false` | takes one, `true` |
/// | ``wait(_:)``, ``withPermits(_:_:)`` | blocks | takes all it wants, or blocks |
/// | ``signal(_:)`` | wakes as many | adds |
///
/// A permit belongs to nobody: any thread may give it.
///
/// **Blocking**: until a permit is given; a running thread may take it before the one that was woken for
/// it. No spurious return.
///
/// **Ordering**: what was done before a permit was given is visible to whoever takes it.
///
/// - Complexity: O(1), one atomic instruction when permits are left and nobody sleeps.
///
/// **Python**: `threading.Semaphore`; with a limit `threading.BoundedSemaphore`. `wait` is `acquire`,
/// `signal` is `release`.
public final class Semaphore: Sendable {
    /// How many permits there may be at the most; `nil` is as many as can be counted, 2³¹ - 1.
    public let limit: Int?

    private let word: SemaphoreWord
    private let explored: ExploredSemaphore?

    /// Held by the one thread that collects several permits.
    let line: LockWord

    /// Creates a semaphore.
    ///
    /// **Precondition**: `0 ≤ value ≤ limit ≤ 2³¹ - 1`.
    ///
    /// - Parameters:
    ///   - value: the permits at the start.
    ///   - limit: how many there may ever be. With it, a permit that is given back twice is noticed.
    public init(value: Int = 1, limit: Int? = nil) {
        let greatest = limit ?? SemaphoreWord.greatestValue
        Misuse.unless(
            (0...SemaphoreWord.greatestValue).contains(greatest) && (0...greatest).contains(value),
            "a semaphore starts with 0 to \(greatest) permits, not \(value)"
        )
        self.limit = limit
        word = SemaphoreWord(value)
        explored = ExploredSemaphore(value: value)
        line = LockWord()
    }

    /// How many permits are left.
    ///
    /// Stale on return: for diagnostics only.
    public var value: Int { explored?.value ?? word.value }

    /// Takes a permit.
    @available(*, noasync, message: "blocks the thread")
    public func wait() {
        _ = take(until: .never)
    }

    /// Takes a permit if one is left, and says whether there was one.
    public func waitIfAvailable() -> Bool {
        take(until: .immediate)
    }

    /// Takes a permit unless the time is over first.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only tries.
    /// - Returns: whether a permit was taken.
    @available(*, noasync, message: "blocks the thread")
    public func wait(for duration: Duration?) -> Bool {
        take(until: Deadline(after: duration))
    }

    /// Takes a permit unless an instant comes first.
    ///
    /// - Parameter instant: when to give up.
    /// - Returns: whether a permit was taken.
    @available(*, noasync, message: "blocks the thread")
    public func wait(until instant: ContinuousClock.Instant) -> Bool {
        take(until: Deadline(instant))
    }

    /// Gives permits, and wakes as many threads as wait for them.
    ///
    /// **Precondition**: `count` is positive, and there are not more permits than ``limit`` then. If there
    /// would be, a permit was given that had not been taken, and none is added.
    ///
    /// - Parameter count: how many permits.
    public func signal(_ count: Int = 1) {
        Misuse.unless(count > 0, "a semaphore is given one permit or more, not \(count)")
        let limit = limit ?? SemaphoreWord.greatestValue
        let fits = explored?.give(count, limit: limit) ?? word.give(count, limit: limit)
        Misuse.unless(fits, "a semaphore was given more permits than its limit of \(limit)")
    }

    /// Runs the body with a permit, and gives it back also when the body throws.
    ///
    /// - Parameter body: what to do.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    @available(*, noasync, message: "blocks the thread")
    public func withPermit<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        wait()
        defer { signal() }
        return try body()
    }

    private func take(until deadline: Deadline) -> Bool {
        explored?.take(until: deadline) ?? word.take(until: deadline)
    }

    /// Takes so many in one step, or none.
    func takeAtOnce(_ count: Int) -> Bool {
        explored?.takeAtOnce(count) ?? word.takeAtOnce(count)
    }

    /// Takes what is left, `most` at the most, and waits for the first of it; zero at the deadline.
    func take(upTo most: Int, until deadline: Deadline) -> Int {
        explored?.take(upTo: most, until: deadline) ?? word.take(upTo: most, until: deadline)
    }
}
