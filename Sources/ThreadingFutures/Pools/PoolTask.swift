// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A body and the future of its result.
///
/// It is done by whoever claims the future: a worker, a thread of the pool that waits for the result, or the one who
/// submits it to a pool that is full.
final class PoolTask<Value: Sendable>: PoolJob, FutureWork, @unchecked Sendable {
    // Unchecked: `body` is that of the one who has claimed the future, or has cancelled it.

    let future = Future<Value>()
    private let pool: PoolWorkers
    private var body: (() throws -> Value)?

    /// What the submitter had of the task-local values that travel.
    private let values: [InheritedTaskLocal.Binding]

    /// Nil where nobody is told of the task.
    private let ticket: TaskTicket?

    /// Zero where nobody is told.
    private let submitted: UInt64

    /// A task of the calling thread, that is about to submit it.
    init(_ body: sending @escaping () throws -> Value, priority: UInt8, of pool: PoolWorkers) {
        self.body = body
        self.pool = pool
        values = pool.options.inherited.map { $0.bind() }
        ticket = pool.isObserved ? TaskTicket(pool: pool.name) : nil
        submitted = pool.isTimed ? MonotonicTime.now : 0
        super.init(priority: priority)
        pool.counters.taskWasSubmitted()
        future.adopt(self)
    }

    override func run() {
        guard future.claim() else { return }
        ticket?.tellBegan()
        let begun = tellBegan()
        let result = takeResult()
        ticket?.tellEnded()
        guard let result else { return }
        tellEnded(result, begun)
        future.finish(result)
    }

    /// In a function of its own, so that what the body captured is destroyed before anybody who waits
    /// for the result goes on.
    @inline(never)
    private func takeResult() -> Result<Value, any Error>? {
        guard let work = body else { return nil }
        body = nil
        if values.isEmpty { return Result(catching: work) }
        var result: Result<Value, any Error>?
        InheritedTaskLocal.withValues(values[...]) { result = Result(catching: work) }
        return result
    }

    private func tellBegan() -> UInt64 {
        guard pool.isTimed else { return 0 }
        let now = MonotonicTime.now
        let waited = now - submitted
        pool.counters.taskWaited(waited)
        pool.tell { $0.taskWillRun(in: pool.name, waited: .nanoseconds(waited)) }
        return now
    }

    private func tellEnded(_ result: Result<Value, any Error>, _ begun: UInt64) {
        let failure: (any Error)? = if case .failure(let error) = result { error } else { nil }
        let took = pool.isTimed ? MonotonicTime.now - begun : 0
        pool.counters.taskDidRun(took, failed: failure != nil)
        pool.tell { $0.taskDidRun(in: pool.name, took: .nanoseconds(took), failure: failure) }
    }

    override func drop(because error: PoolError?) {
        guard let error else {
            future.cancel()
            return
        }
        guard future.claim() else { return }
        body = nil
        pool.counters.taskWasRejected()
        pool.tell { $0.taskWasRejected(by: pool.name, because: error) }
        future.finish(.failure(error))
    }

    override var unfinishedFuture: (any AnyFuture)? { future }

    func help() {
        // Another thread would do it in the pool's stead, with locals and a stack that are not the pool's.
        guard pool.isCallersOwn, pool.take(self) else { return }
        run()
    }

    func discard() {
        body = nil
        pool.counters.taskWasCancelled()
        // Its place in a queue that is bounded is free for others.
        _ = pool.take(self)
    }
}
