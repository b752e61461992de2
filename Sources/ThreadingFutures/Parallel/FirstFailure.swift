// Part of swift-threading. Apache-2.0: see LICENSE.

public import Threading
internal import ThreadingCore

/// Of the errors of a parallel loop, the one at the first position.
///
/// What lies behind an error that is known is not begun, and what lies before it is: it may have an error, too. So
/// which error is thrown does not depend on who was faster.
@usableFromInline
final class FirstFailure<Failure: Error>: @unchecked Sendable {
    // Unchecked: `error` is guarded by `lock`.

    /// A cell, so that an explorer sees who looks when.
    @usableFromInline let position = AtomicCell(Int.max)
    private let lock = LockWord()
    private var error: Failure?

    @usableFromInline
    init() {}

    /// Whether what is at this position is still to be done.
    ///
    /// Stale on return: a late answer costs some work, which is then thrown away. Not even asked where nothing fails.
    @inlinable @inline(__always)
    func isWanted(_ index: Int) -> Bool { Failure.self == Never.self || index < position.load() }

    @usableFromInline
    func note(_ error: Failure, at index: Int) {
        // Destroyed when the lock is released: an error may be an object of the user's.
        var other: Failure? = error
        lock.lock()
        if isWanted(index) {
            position.store(index)
            swap(&self.error, &other)
        }
        lock.unlock()
    }

    @usableFromInline
    func get() throws(Failure) {
        lock.lock()
        let first = error
        lock.unlock()
        if let first { throw first }
    }
}
