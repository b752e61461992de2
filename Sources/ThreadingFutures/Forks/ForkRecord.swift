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
    init(_ half: (UnsafeMutableRawPointer) -> Void) { unsafe self.half = LentClosure(half) }

    // MARK: The room for what the half gives, behind the record

    @inlinable @inline(__always)
    static func output<Output>(at record: UnsafeMutableRawPointer, of type: Output.Type) -> UnsafeMutablePointer<Output>
    {
        unsafe (record + offset(of: type)).assumingMemoryBound(to: type)
    }

    @inlinable @inline(__always)
    static func offset<Output>(of type: Output.Type) -> Int {
        let mask = MemoryLayout<Output>.alignment &- 1
        return (MemoryLayout<ForkRecord>.size &+ mask) & ~mask
    }

    @inlinable @inline(__always)
    static func size<Output>(with type: Output.Type) -> Int { offset(of: type) &+ MemoryLayout<Output>.size }

    @inlinable @inline(__always)
    static func alignment<Output>(with type: Output.Type) -> Int {
        max(MemoryLayout<ForkRecord>.alignment, MemoryLayout<Output>.alignment)
    }
}
