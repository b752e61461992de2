// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingFutures

/// What the lazy map of a pool promises, in every interleaving.
@Suite struct PoolMapContractTests {
    /// X11, X13: in order, each once, with a buffer of one and of two.
    @Test(arguments: [(1, 1), (1, 2), (2, 2)] as [(Int, Int)]) func map_givesEachInOrder(sizes: (Int, Int)) throws {
        let (threads, buffer) = sizes
        try exhaust(preemptions: 1) {
            let pool = ThreadPool(threads: threads)
            let results = try pool.map(1...3, buffer: buffer) { $0 * 10 }.map { try $0.get() }
            expect(results == [10, 20, 30], "not each, in order: \(results)")
            pool.shutdown()
        }
    }

    /// X14, ask 41: out of order, each once, and in any order where there are two threads.
    @Test(arguments: [1, 2]) func map_outOfOrder_givesEachOnce(threads: Int) throws {
        try exhaust(threads == 1 ? [[1, 2]] : [[1, 2], [2, 1]], preemptions: 1) {
            let pool = ThreadPool(threads: threads)
            defer { pool.shutdown() }
            return try pool.map(1...2, buffer: 2, inOrder: false) { $0 }.map { try $0.get() }
        }
    }

    /// X11: dropped in the middle, what was begun is done, what was not is cancelled, and nothing comes after that.
    @Test func map_droppedAfterTheFirst_cancelsWhatNobodyHasBegun() throws {
        try exhaust([1, 2, 3], preemptions: 1) {
            let pool = ThreadPool(threads: 1)
            let begun = AtomicCell(0)
            takeOne(pool.map(1...3, buffer: 3) { _ in _ = begun.add(1) })
            pool.shutdown()
            return begun.load()
        }
    }

    /// X11, Z5: the time is that of the call, whenever the results are taken.
    @Test(arguments: [true, false]) func map_whoseTimeIsOver_ends(inOrder: Bool) throws {
        try exhaust([["1", "over"]], preemptions: 0) {
            let pool = ThreadPool(threads: 1)
            let mayEnd = Event()
            let results = pool.map(1...2, inOrder: inOrder, within: .seconds(2)) { number in
                if number == 2 { mayEnd.wait() }
                return number
            }
            var told = ["\(try results.next()?.get() ?? 0)"]
            NativeThread.sleep(for: .seconds(1))
            if results.next() == nil, results.isOutOfTime { told.append("over") }
            mayEnd.set()
            pool.shutdown()
            return told
        }
    }

    /// X13: against a shutdown, each element has its result or the pool's error, and there is an end.
    @Test(arguments: [true, false]) func map_againstShutdown_ends(inOrder: Bool) throws {
        try exhaust(preemptions: 1) {
            let pool = ThreadPool(threads: 1)
            let closer = NativeThread.spawn { pool.shutdown(cancellingQueued: true) }
            var count = 0
            for result in pool.map(1...2, buffer: 1, inOrder: inOrder, { $0 }) {
                count += 1
                switch result {
                case .success(let number): expect(number == count, "not the result of that element")
                case .failure(let error): expect(error is PoolError || error is FutureError, "\(error)")
                }
            }
            closer.join()
            expect(count == 1 || count == 2, "\(count) results")
        }
    }
}

/// Takes one result and drops the rest.
private func takeOne(_ results: PoolMap<ClosedRange<Int>, Void>) { _ = results.next() }
