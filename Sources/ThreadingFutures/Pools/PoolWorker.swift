// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Threading
internal import ThreadingCore

/// One thread of a pool.
final class PoolWorker: Sendable {
    let pool: PoolWorkers

    /// The first of a pool is 1, and no two of one pool have the same.
    let number: Int

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
            case .run(let job): job.run()
            case .end(let last): return last
            }
            isFirst = false
        }
    }
}
