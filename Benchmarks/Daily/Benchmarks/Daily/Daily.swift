// Part of swift-threading. Apache-2.0: see LICENSE.

import Benchmark
import Threading
import ThreadingFutures
import ThreadingQueues

/// Each on one thread, a thousand operations at a time, so that the numbers differ little from run to run.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .instructions, .syscalls, .contextSwitches],
        warmupIterations: 3,
        scalingFactor: .kilo,
        maxDuration: .seconds(1),
        maxIterations: 1_000,
        // What counts is strict; times of a machine that others use, too, are not.
        thresholds: [
            .instructions: BenchmarkThresholds(relative: [.p50: 5.0]),
            .syscalls: BenchmarkThresholds(absolute: [.p50: 0]),
            .wallClock: BenchmarkThresholds(relative: [.p25: 100.0, .p50: 100.0]),
        ]
    )

    Benchmark("Lock") { benchmark in
        let lock = Lock()
        for _ in benchmark.scaledIterations { lock.withLock {} }
    }

    Benchmark("RecursiveLock, nested") { benchmark in
        let lock = RecursiveLock()
        lock.withLock { for _ in benchmark.scaledIterations { lock.withLock {} } }
    }

    Benchmark("ReadWriteLock, reading") { benchmark in
        let lock = ReadWriteLock()
        for _ in benchmark.scaledIterations { lock.withReadLock {} }
    }

    Benchmark("Semaphore") { benchmark in
        let semaphore = Semaphore(value: 1)
        for _ in benchmark.scaledIterations {
            semaphore.wait()
            semaphore.signal()
        }
    }

    for (name, capacity) in [("bounded", 1_024), ("unbounded", nil)] as [(String, Int?)] {
        Benchmark("BlockingQueue, \(name)") { benchmark in
            let queue = BlockingQueue<Int>(capacity: capacity)
            for number in benchmark.scaledIterations {
                try queue.put(number)
                blackHole(try queue.get())
            }
        }
    }

    Benchmark("ThreadPool.submit") { benchmark in
        let pool = ThreadPool(threads: 1)
        defer { pool.shutdown() }
        benchmark.startMeasurement()
        let futures = benchmark.scaledIterations.map { number in pool.submit { number } }
        for future in futures { blackHole(try future.result()) }
        benchmark.stopMeasurement()
    }

    Benchmark("ThreadPool.join") { benchmark in
        let pool = ThreadPool(threads: 1)
        defer { pool.shutdown() }
        benchmark.startMeasurement()
        let count = benchmark.scaledIterations.count
        // Within a fork, where the short way is.
        blackHole(pool.join({ for _ in 0..<count { blackHole(pool.join({ 1 }, { 2 })) } }, {}))
        benchmark.stopMeasurement()
    }
}
