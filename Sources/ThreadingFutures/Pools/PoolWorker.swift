// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import Threading
internal import ThreadingCore

/// One thread of a pool.
final class PoolWorker: Sendable {
    let pool: PoolWorkers

    /// The first of a pool is 1, and no two of one pool have the same.
    let number: Int

    /// Written by its own thread alone, for each task, and so apart from what others write.
    private let before = CacheLine()
    private let count = Atomic(0)
    private let after = CacheLine()

    init(of pool: PoolWorkers, number: Int) {
        self.pool = pool
        self.number = number
    }

    /// The worker that the calling thread is; `nil` if it belongs to no pool.
    static var current: PoolWorker? {
        guard let worker = CurrentThread.worker else { return nil }
        // Sound: `run` alone calls `withWorker`, with a worker.
        return unsafe unsafeDowncast(worker, to: PoolWorker.self)
    }

    /// Tasks that it has completed.
    ///
    /// Relaxed: as all counters of a pool. Not added to in one step, since nobody else writes it.
    var completed: Int { count.load(ordering: .relaxed) }

    /// Counts a task, if the calling thread is a worker of the pool; whether it is.
    @inline(__always)
    static func countTask(of pool: PoolWorkers) -> Bool {
        guard let worker = unsafe CurrentThread.workerReference else { return false }
        // Sound: as above, and without counting references.
        return unsafe worker._withUnsafeGuaranteedRef { worker in
            let worker = unsafe unsafeDowncast(worker, to: PoolWorker.self)
            guard worker.pool === pool else { return false }
            worker.count.store(worker.count.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
            return true
        }
    }

    /// The whole life of the thread.
    ///
    /// Under a request to stop of the pool's own: the end of the process asks threads to stop, and lets a pool finish
    /// its work, if it is to.
    func run() {
        let last = StopState.withCurrent(pool.stop) { CurrentThread.withWorker(self) { work() } }
        // It has nothing to do any more but to end.
        _ = last?.waitForEnd(until: .never)
    }

    /// Works until there is no more to do.
    ///
    /// - Returns: the thread that this one is to join before it ends.
    private func work() -> NativeThread? {
        pool.enter(self, .current)
        do {
            try pool.options.initializer?()
        } catch {
            return pool.leave(self, because: error)
        }
        var isFirst = true
        while true {
            switch pool.nextStep(for: self, isFirst: isFirst) {
            case .run(let job):
                unsafe job._withUnsafeGuaranteedRef { $0.run() }
                // The queue's reference; what it destroys, it destroys without a lock.
                unsafe job.release()
            case .end(let last): return last
            }
            isFirst = false
        }
    }
}
