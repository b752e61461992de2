// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Changes two variables at the same time, each in its own thread.
///
/// ```swift
/// concurrently(&left, { $0.sort() }, &right, { $0.sort() })
/// ```
///
/// The compiler, or where it cannot tell the running program, refuses two names for one variable. That the values are
/// `Sendable` sees to it that they share nothing else. For pieces of one array, use
/// ``withThreads(over:threads:name:_:)-(MutableSpan<Element>,_,_,_)``.
///
/// **Blocking**, **Stopping**, **Ordering**, **Precondition**: as `concurrently` with two bodies.
///
/// **Python**: there is none.
///
/// - Complexity: one thread, some 40 µs.
/// - Parameters:
///   - first: a variable of the caller.
///   - changeFirst: changes it, on the calling thread.
///   - second: another variable of the caller.
///   - changeSecond: changes that one, on another thread.
/// - Returns: what both bodies return.
@available(*, noasync, message: "blocks the thread")
@discardableResult
public func concurrently<First: Sendable & ~Copyable, Second: Sendable & ~Copyable, One: Sendable, Two: Sendable>(
    _ first: inout First,
    _ changeFirst: @Sendable (inout First) -> One,
    _ second: inout Second,
    _ changeSecond: @Sendable (inout Second) -> Two
) -> (One, Two) {
    withoutActuallyEscaping(changeSecond) { changeSecond in
        unsafe withUnsafeMutablePointer(to: &second) { second in
            let borrowed = unsafe BorrowedVariable(second)
            let core = ScopeCore()
            return core.run { () -> (One, Two) in
                let other = core.spawn { borrowed.change(changeSecond) }
                let one = changeFirst(&first)
                return (one, other.join())
            }
        }
    }
}

/// Changes two variables at the same time, by bodies that may throw.
///
/// As the other form. If one of them fails, the other is asked to stop. What they have changed until then stays.
///
/// - Parameters:
///   - first: a variable of the caller.
///   - changeFirst: changes it, on the calling thread.
///   - second: another variable of the caller.
///   - changeSecond: changes that one, on another thread.
/// - Throws: ``ThreadFailures``, with what both have thrown.
/// - Returns: what both bodies return.
@available(*, noasync, message: "blocks the thread")
@discardableResult
public func concurrently<First: Sendable & ~Copyable, Second: Sendable & ~Copyable, One: Sendable, Two: Sendable>(
    _ first: inout First,
    _ changeFirst: @Sendable (inout First) throws -> One,
    _ second: inout Second,
    _ changeSecond: @Sendable (inout Second) throws -> Two
) throws(ThreadFailures) -> (One, Two) {
    try withoutActuallyEscaping(changeSecond) { changeSecond throws(ThreadFailures) in
        try unsafe withUnsafeMutablePointer(to: &second) { second throws(ThreadFailures) in
            let borrowed = unsafe BorrowedVariable(second)
            let core = ScopeCore(policy: .failFast)
            return try core.collect { () throws -> (One, Two) in
                let other = core.spawn { try borrowed.change(changeSecond) }
                let one = try changeFirst(&first)
                return (one, try other.join())
            }
        }
    }
}
