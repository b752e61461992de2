// Part of swift-threading. Apache-2.0: see LICENSE.

/// How many threads a pool has and may have, and what follows from it, apart from any lock.
///
/// A thread is *fresh* from the decision to start it until it asks for its first work, then *busy* or *idle*. Fresh and
/// idle ones are *ready*: each is about to take one piece of what is queued, also the one that was notified
/// and has not woken.
struct PoolCounts {
    /// How many threads may fail to initialize one after the other before waiting work is given up.
    static let attempts = 3

    var minimum: Int
    var maximum: Int

    /// How much work may wait beyond what ready threads are about to take; `nil` is any amount.
    let capacity: Int?

    private(set) var living = 0
    private(set) var fresh = 0
    var idle = 0

    /// How many were ever started, and the number of the last.
    private(set) var started = 0
    private(set) var largest = 0

    /// Threads that failed to initialize since the last that did not.
    private(set) var failures = 0

    init(minimum: Int, maximum: Int, capacity: Int?) {
        self.minimum = minimum
        self.maximum = maximum
        self.capacity = capacity
    }

    var ready: Int { fresh + idle }
    var busy: Int { living - ready }

    /// Whether there is no place for one more piece of work.
    ///
    /// A thread that there may still be counts as one place. So the bound holds where the system has no more threads.
    func isFull(queued: Int) -> Bool {
        guard let capacity else { return false }
        return queued - ready - max(0, maximum - living) >= capacity
    }

    func wantsThread(queued: Int) -> Bool { living < maximum && queued > ready }

    var isTooMany: Bool { living > maximum }
    var isMoreThanKept: Bool { living > minimum }

    /// A thread is to be started; its number.
    mutating func addThread() -> Int {
        living += 1
        fresh += 1
        started += 1
        largest = max(largest, living)
        return started
    }

    /// The system has refused the thread.
    mutating func threadWasRefused() {
        living -= 1
        fresh -= 1
    }

    /// The thread asks for its first work.
    mutating func threadIsReady() {
        fresh -= 1
        failures = 0
    }

    mutating func threadLeaves() { living -= 1 }

    /// The thread could not be initialized, and ends.
    mutating func threadFailed() {
        living -= 1
        fresh -= 1
        failures += 1
    }

    /// Whether a thread that could not be initialized is to be replaced at once.
    var retries: Bool { failures < Self.attempts }

    /// Whether all that waits is to be given up: there is no thread, and there have been enough attempts.
    ///
    /// The next submission begins anew.
    mutating func givesUp() -> Bool {
        guard living == 0, !retries else { return false }
        failures = 0
        return true
    }
}
