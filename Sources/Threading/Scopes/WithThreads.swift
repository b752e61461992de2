// Part of swift-threading. Apache-2.0: see LICENSE.

/// Runs the body with a scope to start threads in, and returns when all of them have ended.
///
/// However the body ends, by returning or by throwing, no thread is left behind:
///
/// ```swift
/// let total = withThreads(name: "counter") { scope in
///     let words = scope.spawn { countWords(text) }
///     let lines = scope.spawn { countLines(text) }
///     return words.join() + lines.join()
/// }
/// ```
///
/// The threads here cannot throw; for those that can, use ``withThrowingThreads(name:policy:limit:deadline:_:)``.
/// Where the threads are to work on variables of the caller, use `concurrently` or
/// ``withThreads(over:threads:name:_:)-(MutableSpan<Element>,_,_,_)``. Where the work is many small pieces, use a
/// `ThreadPool`.
///
/// **Stopping**: who asks the caller to stop asks the scope's threads, too (``StopToken``). The body runs under the
/// scope's token as well.
///
/// **Blocking**: until the last thread has ended. A request to stop does not end it; it asks the threads to end.
///
/// **Ordering**: what the threads did is visible to the caller. What their bodies captured has been destroyed.
///
/// **Precondition**: a limit is positive.
///
/// **Python**: there is none; a list of threads, a loop of `start` and one of `join`, which an exception skips. Rust
/// has `std::thread::scope`.
///
/// - Complexity: O(1) besides the threads.
/// - Parameters:
///   - name: what the threads are called: `name-1`, `name-2` … Without it, as without a scope.
///   - limit: how many threads may run before the body has to wait to start another.
///   - body: starts the threads.
/// - Throws: what the body throws, when the threads have been asked to stop and have ended.
/// - Returns: what the body returns.
@available(*, noasync, message: "blocks the thread")
@discardableResult
public func withThreads<Result: ~Copyable, Failure: Error>(
    name: String? = nil,
    limit: Int? = nil,
    _ body: (ThreadScope<Never>) throws(Failure) -> Result
) throws(Failure) -> Result {
    let core = ScopeCore(name: name, limit: limit)
    return try core.run { () throws(Failure) -> Result in try body(ThreadScope(core)) }
}

/// Runs the body with a scope to start threads in that may throw, and returns when all of them have ended.
///
/// ```swift
/// let page = try withThrowingThreads(name: "loader", policy: .failFast, deadline: .seconds(10)) { scope in
///     let text = scope.spawn { try load("text") }
///     let image = scope.spawn { try load("image") }
///     return try Page(text.join(), image.join())
/// }
/// ```
///
/// | | the others | then |
/// | --- | --- | --- |
/// | a thread fails, ``ThreadScopePolicy/waitForAll`` | go on to their ends | all failures are thrown |
/// | a thread fails, ``ThreadScopePolicy/failFast`` | are asked to stop | all failures are thrown |
/// | the body throws | are asked to stop | all failures are thrown, the body's among them |
/// | the deadline passes | are asked to stop | thrown, with ``ThreadFailures/deadlineHasPassed`` |
/// | the caller is asked to stop | are asked to stop | what comes of it |
///
/// A thread that fails is a failure of the scope also when its handle was joined and the error was caught: what is no
/// failure is caught in the thread. To have the first result of several that will do, use
/// ``withRacingThreads(of:name:limit:deadline:_:)``.
///
/// **Blocking**: until the last thread has ended, also after the deadline: threads are asked, not cut off. What they
/// found until then they leave where you can see it, in a ``Locked`` value or a queue.
///
/// **Ordering**, **Precondition**: as ``withThreads(name:limit:_:)``.
///
/// **Python**: there is none for threads; asyncio's `TaskGroup`. Go has `errgroup`, Java `StructuredTaskScope`.
///
/// - Complexity: O(1) besides the threads; a deadline is a thread more.
/// - Parameters:
///   - name: what the threads are called: `name-1`, `name-2` … Without it, as without a scope.
///   - policy: what happens when a thread fails.
///   - limit: how many threads may run before the body has to wait to start another.
///   - deadline: after how long all are asked to stop; `nil` is never, zero or less at once.
///   - body: starts the threads.
/// - Throws: ``ThreadFailures``, with everything that was thrown by the threads and the body.
/// - Returns: what the body returns.
@available(*, noasync, message: "blocks the thread")
@discardableResult
public func withThrowingThreads<Result: ~Copyable>(
    name: String? = nil,
    policy: ThreadScopePolicy = .waitForAll,
    limit: Int? = nil,
    deadline: Duration? = nil,
    _ body: (ThreadScope<any Error>) throws -> Result
) throws(ThreadFailures) -> Result {
    let core = ScopeCore(name: name, policy: policy, limit: limit, deadline: deadline)
    return try core.collect { try body(ThreadScope(core)) }
}
