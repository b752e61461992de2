// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension Future {
    /// Waits for several futures.
    ///
    /// That the time is over is no error: some are then not done. A cancelled future is done.
    ///
    /// **Blocking**: until the condition holds; at once for no futures.
    ///
    /// **Python**: `concurrent.futures.wait(fs, timeout, return_when)`, which waits for ever for futures that a shutdown
    /// has cancelled.
    ///
    /// - Parameters:
    ///   - futures: of one pool or of several; what is there more than once counts once.
    ///   - condition: what to wait for.
    ///   - duration: `nil` waits for ever, zero or less only looks.
    /// - Returns: those that are done and those that are not, each in the order given.
    @available(*, noasync, message: "blocks the thread")
    @discardableResult
    public static func wait(
        for futures: some Sequence<Future<Value>>,
        until condition: FutureWaitCondition = .allDone,
        within duration: Duration? = nil
    ) -> (done: [Future<Value>], notDone: [Future<Value>]) {
        let deadline = Deadline(after: duration)
        var seen: Set<ObjectIdentifier> = []
        let distinct = futures.filter { seen.insert(ObjectIdentifier($0)).inserted }
        let group = FutureGroup(distinct)
        // With no time given it promises, and takes no heed of a request to stop.
        _ = group.wait(until: condition, duration == nil ? .never : deadline)
        let notDone = group.unfinished
        let left = Set(notDone.map(ObjectIdentifier.init))
        return (distinct.filter { !left.contains(ObjectIdentifier($0)) }, notDone)
    }

    /// The futures in the order in which they end: a sequence whose steps wait.
    ///
    /// ```swift
    /// for page in Future.asCompleted(pages, within: .seconds(60)) { show(try page.result()) }
    /// ```
    ///
    /// It begins with those that have ended already. The time counts from this call, and the sequence ends when it is
    /// over; ``FutureCompletions/unfinished`` says which have not come. Futures that it has given out it keeps no longer.
    ///
    /// **Python**: `concurrent.futures.as_completed(fs, timeout)`, whose time begins with the first step.
    ///
    /// - Parameters:
    ///   - futures: what is there more than once counts once.
    ///   - duration: `nil` waits for ever, zero or less gives out those that have ended.
    /// - Returns: a sequence for one thread, or for one task (`for await`).
    public static func asCompleted(
        _ futures: some Sequence<Future<Value>>,
        within duration: Duration? = nil
    ) -> FutureCompletions<Value> {
        FutureCompletions(FutureGroup(futures), duration == nil ? .never : Deadline(after: duration))
    }
}
