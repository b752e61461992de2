// Part of swift-threading. Apache-2.0: see LICENSE.

/// Runs the body with a race to start threads in, and returns the value of the thread that succeeds first.
///
/// The others are then asked to stop, and the call returns when they have ended.
///
/// ```swift
/// let page = try withRacingThreads(of: Page.self, name: "mirror", deadline: .seconds(5)) { race in
///     for mirror in mirrors { race.spawn { try load(path, from: mirror) } }
/// }
/// ```
///
/// | | then |
/// | --- | --- |
/// | a thread succeeds | its value, whatever became of the others |
/// | all threads fail | all failures are thrown |
/// | nobody was started | thrown, with no failure in it |
/// | the deadline passes first | thrown, ``ThreadFailures/deadlineHasPassed``, unless somebody succeeds all the same |
/// | the body throws | all failures are thrown, the body's among them, also if somebody has succeeded |
///
/// To have all results, use ``withThrowingThreads(name:policy:limit:deadline:_:)``.
///
/// **Blocking**: until the last thread has ended: the losers are asked, not cut off.
///
/// **Ordering**, **Precondition**: as ``withThreads(name:limit:_:)``.
///
/// **Python**: there is none; `concurrent.futures.wait` with `FIRST_COMPLETED`, and a loop. Java has `invokeAny`.
///
/// - Complexity: O(1) besides the threads; a deadline is a thread more.
/// - Parameters:
///   - type: of the value.
///   - name: what the threads are called: `name-1`, `name-2` … Without it, as without a scope.
///   - limit: how many threads may run before the body has to wait to start another.
///   - deadline: after how long all are asked to stop; `nil` is never, zero or less at once.
///   - body: starts the threads.
/// - Throws: ``ThreadFailures``.
/// - Returns: the first value.
@available(*, noasync, message: "blocks the thread")
public func withRacingThreads<Value: Sendable>(
    of type: Value.Type = Value.self,
    name: String? = nil,
    limit: Int? = nil,
    deadline: Duration? = nil,
    _ body: (ThreadRace<Value>) throws -> Void
) throws(ThreadFailures) -> Value {
    let core = ScopeCore(name: name, limit: limit, deadline: deadline)
    let finish = RaceFinish<Value>()
    let hasReturned: Void? = core.attempt { try body(ThreadRace(core, finish)) }
    if hasReturned != nil, let winner = finish.winner { return winner }
    throw core.thrown ?? ThreadFailures(failures: [], deadlineHasPassed: false)
}
