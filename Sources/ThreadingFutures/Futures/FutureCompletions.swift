// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Futures in the order in which they end; see ``Future/asCompleted(_:within:)``.
///
/// A sequence is gone through once: two loops share what it has. Leaving a loop early leaves the rest as it is.
public struct FutureCompletions<Value: Sendable>: Sendable {
    private let group: FutureGroup<Value>
    private let deadline: Deadline

    init(_ group: FutureGroup<Value>, _ deadline: Deadline) {
        self.group = group
        self.deadline = deadline
    }

    /// Those that have not ended.
    ///
    /// Stale on return.
    public var unfinished: [Future<Value>] { group.unfinished }
}

extension FutureCompletions: Sequence, IteratorProtocol {
    /// Waits for the next future that ends.
    ///
    /// - Returns: the future; `nil` if there are no more, or the time is over.
    @available(*, noasync, message: "blocks the thread")
    public mutating func next() -> Future<Value>? { group.next(until: deadline) }

    /// The sequence itself, whose steps block.
    ///
    /// - Returns: it.
    @available(*, noasync, message: "blocks the thread; use 'for await'")
    public func makeIterator() -> FutureCompletions { self }
}

extension FutureCompletions: AsyncSequence {
    /// Goes through the futures in asynchronous code.
    public struct AsyncIterator: AsyncIteratorProtocol, Sendable {
        let group: FutureGroup<Value>

        /// Waits for the next future that ends.
        ///
        /// - Returns: the future; `nil` if there are no more, or the task is cancelled.
        public mutating func next() async -> Future<Value>? { await group.next() }
    }

    /// The sequence for asynchronous code, which the time of the call does not bound: a task is cancelled instead.
    ///
    /// - Returns: what goes through it.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(group: group) }
}
