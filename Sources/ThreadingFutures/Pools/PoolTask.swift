// Part of swift-threading. Apache-2.0: see LICENSE.

/// Work that waits in a pool.
protocol PoolJob: AnyObject {
    /// Does the work, unless it was cancelled meanwhile.
    func run()

    /// The work will not be done.
    func drop(because error: (any Error)?)
}

/// A body and the future of its result.
final class PoolTask<Value: Sendable>: PoolJob, FutureWork, @unchecked Sendable {
    // Unchecked: `body` is that of the one who has claimed the future, or has cancelled it.
    let future = Future<Value>()
    private var body: (() throws -> Value)?

    /// Nil where nobody is told of the task.
    private let ticket: TaskTicket?

    init(_ body: sending @escaping () throws -> Value, ticket: TaskTicket? = nil) {
        self.body = body
        self.ticket = ticket
        future.adopt(self)
    }

    func run() {
        guard future.claim() else { return }
        ticket?.tellBegan()
        let result = takeResult()
        ticket?.tellEnded()
        if let result { future.finish(result) }
    }

    /// In a function of its own, so that what the body captured is destroyed before anybody who waits
    /// for the result goes on.
    @inline(never)
    private func takeResult() -> Result<Value, any Error>? {
        guard let work = body else { return nil }
        body = nil
        return Result(catching: work)
    }

    func drop(because error: (any Error)?) {
        guard let error else {
            future.cancel()
            return
        }
        guard future.claim() else { return }
        body = nil
        future.finish(.failure(error))
    }

    func help() {}

    func discard() {
        body = nil
    }
}
