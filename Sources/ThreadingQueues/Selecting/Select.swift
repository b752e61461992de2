// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Waits for the first of several operations on several queues, and does it and no other.
///
/// ```swift
/// while true {
///     try select {
///         numbers.receiving { total += $0 }
///         commands.receiving { run($0) }
///         results.sending(total) { total = 0 }
///     }
/// }
/// ```
///
/// The queues may be of any kind, capacity and element. What a case says is done after the choice, in this thread and
/// without any lock. Of several operations that are possible each has its turn. An element is taken only to be given to
/// its case; one that was not put goes to the case's `unsent`.
///
/// **Closed queues** are left out: a case that takes, unless it has a `whenClosed`, when its queue is closed and empty; a
/// case that puts, when its queue is closed. When none is left, the loop above ends with ``QueueError/closed``.
///
/// | | one is possible | none is | all are left out |
/// | --- | --- | --- | --- |
/// | ``select(_:)`` | does it | blocks | throws |
/// | ``select(for:_:)``, ``select(until:_:)`` | does it | blocks, `nil` at the deadline | throws |
/// | ``selectIfAvailable(_:)`` | does it | `nil` | throws |
///
/// **Blocking**: until one is possible.
///
/// **Ordering**: as for the operation that is done.
///
/// - Complexity: O(*n* log *n*) for *n* cases, and an allocation for each.
///
/// **Python**: there is none. **Go**: `select`; **Rust**: `crossbeam_channel::select!`.
///
/// - Parameter cases: at least one.
/// - Throws: ``QueueError/closed``, ``QueueError/refused(_:)``; what the chosen case throws.
/// - Returns: what the chosen case returns.
@available(*, noasync, message: "blocks the thread")
@discardableResult
public func select<Outcome>(@SelectBuilder<Outcome> _ cases: () -> [SelectCase<Outcome>]) throws -> Outcome {
    guard let outcome = try choose(among: cases(), until: .never) else {
        Misuse.stop("a wait without a deadline has timed out")
    }
    return outcome
}

/// Waits for the first of several operations no longer than a time; see ``select(_:)``.
///
/// - Parameters:
///   - duration: `nil` waits for ever, zero or less only looks.
///   - cases: at least one.
/// - Throws: ``QueueError/closed``; what the chosen case throws.
/// - Returns: what the chosen case returns; `nil` if none was possible in time.
@available(*, noasync, message: "blocks the thread")
@discardableResult
public func select<Outcome>(
    for duration: Duration?,
    @SelectBuilder<Outcome> _ cases: () -> [SelectCase<Outcome>]
) throws -> Outcome? {
    try choose(among: cases(), until: Deadline(after: duration))
}

/// Waits for the first of several operations until an instant comes; see ``select(_:)``.
///
/// - Parameters:
///   - instant: when to give up.
///   - cases: at least one.
/// - Throws: ``QueueError/closed``; what the chosen case throws.
/// - Returns: what the chosen case returns; `nil` if none was possible by then.
@available(*, noasync, message: "blocks the thread")
@discardableResult
public func select<Outcome>(
    until instant: ContinuousClock.Instant,
    @SelectBuilder<Outcome> _ cases: () -> [SelectCase<Outcome>]
) throws -> Outcome? {
    try choose(among: cases(), until: Deadline(instant))
}

/// Does one of several operations if one is possible now; see ``select(_:)``.
///
/// **Go**: a `select` with a `default`.
///
/// - Parameter cases: at least one.
/// - Throws: ``QueueError/closed``; what the chosen case throws.
/// - Returns: what the chosen case returns; `nil` if none was possible.
@discardableResult
public func selectIfAvailable<Outcome>(
    @SelectBuilder<Outcome> _ cases: () -> [SelectCase<Outcome>]
) throws -> Outcome? {
    try choose(among: cases(), until: .immediate)
}

private func choose<Outcome>(among cases: [SelectCase<Outcome>], until deadline: Deadline) throws -> Outcome? {
    Misuse.unless(!cases.isEmpty, "a selection has one case or more")
    let outcome = Selection(cases.map(\.operation)).run(until: deadline)
    for one in cases { one.giveBack() }
    switch outcome {
    case .done(let number):
        if let failure = cases[number].operation.failure { throw QueueError.refused(failure) }
        return try cases[number].finish()
    case .ended(let number): return try cases[number].end?()
    case .timedOut: return nil
    case .allClosed: throw QueueError.closed
    }
}
