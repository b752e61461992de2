// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingFutures
import ThreadingQueues

/// Does one operation so many times, for a tool that counts what it costs.
///
///     costs                     the operations, a line each
///     costs OPERATION COUNT
///
/// Nobody else wants what is locked, put and taken; tasks and forks have a thread of a pool.
@main
enum Costs {
    static let operations: [(name: String, body: @Sendable (Int) -> Void)] = [
        ("lock", lock), ("rlock_nested", nested), ("read", read), ("semaphore", semaphore), ("barrier", barrier),
        ("bounded", bounded), ("unbounded", unbounded), ("nothing", nothing), ("submit", submit), ("fork", fork),
    ]

    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        guard words.count == 2, let count = Int(words[1]),
            let operation = operations.first(where: { $0.name == words[0] })
        else {
            for operation in operations { print(operation.name) }
            return
        }
        // The C library leaves atomic operations out while a process has one thread. It has begun before anything is
        // counted, so that a long run has no more of it than a short one.
        let isThere = Event()
        NativeThread.spawn(name: "second", daemon: true) {
            isThere.set()
            Event().wait()
        }
        isThere.wait()
        operation.body(count)
    }

    private static func lock(_ count: Int) {
        let lock = Lock()
        for _ in 0..<count { lock.withLock {} }
    }

    private static func nested(_ count: Int) {
        let lock = RecursiveLock()
        lock.withLock { for _ in 0..<count { lock.withLock {} } }
    }

    private static func read(_ count: Int) {
        let lock = ReadWriteLock()
        for _ in 0..<count { lock.withReadLock {} }
    }

    private static func semaphore(_ count: Int) {
        let semaphore = Semaphore(value: 1)
        for _ in 0..<count {
            semaphore.wait()
            semaphore.signal()
        }
    }

    private static func barrier(_ count: Int) {
        let barrier = Barrier(parties: 1)
        for _ in 0..<count { _ = try? barrier.wait() }
    }

    /// A get that does not wait, of a queue that has nothing.
    private static func nothing(_ count: Int) {
        let queue = BlockingQueue<Int>(capacity: 1_024)
        for _ in 0..<count { _ = try? queue.get(for: .zero) }
    }

    private static func bounded(_ count: Int) { pass(through: BlockingQueue<Int>(capacity: 1_024), count) }

    private static func unbounded(_ count: Int) { pass(through: BlockingQueue<Int>(), count) }

    private static func pass(through queue: BlockingQueue<Int>, _ count: Int) {
        for number in 0..<count {
            try? queue.put(number)
            _ = try? queue.get()
        }
    }

    /// A hundred at a time, so that the thread of the pool seldom waits.
    private static func submit(_ count: Int) {
        let pool = ThreadPool(threads: 1)
        for _ in 0..<count / 100 {
            let futures = (0..<100).map { number in pool.submit { number } }
            for future in futures { _ = try? future.result() }
        }
        pool.shutdown()
    }

    /// Forks within a fork; nobody steals, since there is no other thread.
    private static func fork(_ count: Int) {
        let pool = ThreadPool(threads: 1)
        let sum = pool.join({ (0..<count).reduce(0) { sum, _ in sum &+ pool.join({ 1 }, { 2 }).0 } }, { 0 }).0
        precondition(sum == count, "a fork was lost")
        pool.shutdown()
    }
}
