// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What a pool notes of a task that it is to do more for than to run it.
final class TaskNote: Sendable {
    /// Kept: who cancels the task tells the pool, which may have gone otherwise.
    let pool: PoolWorkers

    /// What the submitter had of the task-local values that travel.
    let values: [InheritedTaskLocal.Binding]

    /// Nil where nobody is told of the task.
    let ticket: TaskTicket?

    /// Zero where nobody is told.
    private let submitted: UInt64

    /// A note of a task of the calling thread, that is about to submit it.
    init(of pool: PoolWorkers) {
        self.pool = pool
        values = pool.options.inherited.map { $0.bind() }
        ticket = pool.isObserved ? TaskTicket(pool: pool.name) : nil
        submitted = pool.isTimed ? MonotonicTime.now : 0
    }

    /// The task begins; when, if anybody is told.
    func tellBegan() -> UInt64 {
        ticket?.tellBegan()
        guard pool.isTimed else { return 0 }
        let now = MonotonicTime.now
        let waited = now - submitted
        pool.counters.taskWaited(waited)
        pool.tell { $0.taskWillRun(in: pool.name, waited: .nanoseconds(waited)) }
        return now
    }

    /// The task has ended, and nobody has been told.
    func tellEnded(_ failure: (any Error)?, begun: UInt64) {
        ticket?.tellEnded()
        let took = pool.isTimed ? MonotonicTime.now - begun : 0
        pool.counters.taskTook(took)
        pool.countEnd(failed: failure != nil)
        pool.tell { $0.taskDidRun(in: pool.name, took: .nanoseconds(took), failure: failure) }
    }
}
