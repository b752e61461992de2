// Part of swift-threading. Apache-2.0: see LICENSE.

/// Told of what a pool does. Called by the thread that does it, with no lock held.
public protocol ThreadPoolObserver: Sendable {
    func threadDidStart(in pool: String, threads: Int)
    func threadWillEnd(in pool: String, threads: Int)
    func taskWasSubmitted(to pool: String, queued: Int)
    func taskWasRejected(by pool: String, because error: PoolError)
    func taskWillRun(in pool: String, waited: Duration)
    func taskDidRun(in pool: String, took: Duration, failure: (any Error)?)
    func initializerDidFail(in pool: String, with error: any Error)
}
extension ThreadPoolObserver {
    public func threadDidStart(in pool: String, threads: Int) {}
    public func threadWillEnd(in pool: String, threads: Int) {}
    public func taskWasSubmitted(to pool: String, queued: Int) {}
    public func taskWasRejected(by pool: String, because error: PoolError) {}
    public func taskWillRun(in pool: String, waited: Duration) {}
    public func taskDidRun(in pool: String, took: Duration, failure: (any Error)?) {}
    public func initializerDidFail(in pool: String, with error: any Error) {}
}
