// Part of swift-threading. Apache-2.0: see LICENSE.

/// Work that waits in a pool.
protocol PoolJob: AnyObject {
    /// Does the work, unless it was cancelled meanwhile.
    func run()

    /// The work will not be done.
    func drop(because error: (any Error)?)
}

/// A body and the future of its result.
final class PoolTask<Value: Sendable>: PoolJob, @unchecked Sendable {
    // Unchecked: `body` goes from the submitter to one worker through the pool's lock.
    let future = Future<Value>()
    private var body: (() throws -> Value)?

    /// Nil where nobody is told of the task.
    private let ticket: TaskTicket?

    init(_ body: sending @escaping () throws -> Value, ticket: TaskTicket? = nil) {
        self.body = body
        self.ticket = ticket
    }

    func run() {
        let isWanted = future.claim()
        if isWanted { ticket?.tellBegan() }
        let result = takeResult(isWanted)
        if isWanted { ticket?.tellEnded() }
        if let result { _ = future.finish(result) }
    }

    /// In a function of its own, so that what the body captured is destroyed before anybody who waits
    /// for the result goes on.
    @inline(never)
    private func takeResult(_ isWanted: Bool) -> Result<Value, any Error>? {
        guard let work = body else { return nil }
        body = nil
        return isWanted ? Result(catching: work) : nil
    }

    func drop(because error: (any Error)?) {
        body = nil
        if let error { _ = future.finish(.failure(error)) } else { future.cancel() }
    }
}
