// Part of swift-threading. Apache-2.0: see LICENSE.

public import Synchronization
public import ThreadingCore

/// The half of a fork that others may steal, on the stack of the thread that has forked.
///
/// That thread does not leave before the half is done: by itself, or, if it was stolen, by the thief, who says so last.
@usableFromInline
struct ForkRecord: ~Copyable, Sendable {
    /// Whether a thief has done it.
    ///
    /// After that, the thief touches the record no more.
    @usableFromInline let isDone = Atomic(false)

    @usableFromInline let half: LentClosure

    @inlinable @inline(__always)
    init(_ half: () -> Void) { self.half = LentClosure(half) }
}
