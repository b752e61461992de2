// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingFutures
import ThreadingTestSupport

/// Work that keeps a pool's threads busy until it is let go.
final class HeldWork: Sendable {
    private let begun = Semaphore(value: 0)
    private let mayEnd = Event()
    private let threads = Locked<[NativeThread]>([])

    /// Submits `count` pieces of work that begin and then wait.
    func submit(_ count: Int, to pool: ThreadPool) -> [Future<Int>] {
        (0..<count).map { number in
            pool.submit { [self] in
                threads.withLock { $0.append(.current) }
                begun.signal()
                mayEnd.wait()
                return number
            }
        }
    }

    /// Waits until so many have begun, and says on which threads.
    @discardableResult
    func waitUntilBegun(_ count: Int) -> [NativeThread] {
        for _ in 0..<count { begun.wait() }
        return threads.withLock { $0 }
    }

    func letGo() { mayEnd.set() }
}

extension Future {
    /// What the future throws, as a value that a thread can hand to its test.
    func outcome() -> Result<Value, any Error> {
        do { return .success(try result()) } catch { return .failure(error) }
    }

    func error() -> FutureError? {
        if case .failure(let error) = outcome() { error as? FutureError } else { nil }
    }

    func poolError() -> PoolError? {
        if case .failure(let error) = outcome() { error as? PoolError } else { nil }
    }
}

extension ThreadPool {
    /// Submits work that holds an object, of which nobody else knows: not even a variable of the caller's.
    func submit(holding counter: LifeCounter, throwing error: (any Error)? = nil) -> Future<Int> {
        let object = counter.makeObject()
        return submit {
            object.payload += 1
            if let error { throw error }
            return object.payload
        }
    }
}
