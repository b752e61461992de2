// Part of swift-threading. Apache-2.0: see LICENSE.

/// The memory of one who comes to a ``Rendezvous``: room for a ``MeetingNode``, and behind it for an optional element.
///
/// It begins on a cache line. So an element that is small, 24 bytes or less with what says that it is there, goes from
/// processor to processor with the word that says that it has come, and not by a way of its own.
@safe
@usableFromInline
struct RendezvousFrame<Element> {
    // Safe: who may use it when, see `MeetingNode`.

    /// Where the node is, if its owner waits; before that, where it will be.
    @usableFromInline let node: UnsafeMutableRawPointer

    /// - Parameter node: memory of ``size`` and ``alignment``.
    @inlinable @inline(__always)
    init(at node: UnsafeMutableRawPointer) {
        unsafe self.node = node
    }

    @inlinable @inline(__always)
    var slot: UnsafeMutablePointer<Element?> {
        unsafe (node + Self.distance).assumingMemoryBound(to: Element?.self)
    }

    /// That of a `MeetingNode<FutexWord>`, which clients do not know: its word, and four more of a pointer's size.
    @inlinable static var nodeSize: Int { 8 + 4 * MemoryLayout<Int>.size }

    @inlinable static var alignment: Int { max(64, MemoryLayout<Element?>.alignment) }
    @inlinable static var size: Int { distance + MemoryLayout<Element?>.size }

    @inlinable
    static var distance: Int {
        let mask = MemoryLayout<Element?>.alignment - 1
        return (nodeSize + mask) & ~mask
    }

    /// In the stack frame of the calling function, or in the heap where it is larger than 1 KiB.
    ///
    /// What is in the slot in the end is the body's to move out.
    @inlinable @inline(__always)
    static func with<R>(_ element: consuming Element?, _ body: (Self) -> R) -> R {
        var element = element
        // Aligned by hand: what is aligned by more than the stack is may not be on it.
        return unsafe withUnsafeTemporaryAllocation(byteCount: size + alignment - 1, alignment: 1) { memory in
            let start = unsafe memory.baseAddress.unsafelyUnwrapped
            let frame = unsafe Self(at: start.alignedUp(toMultipleOf: alignment))
            unsafe frame.slot.initialize(to: element.take())
            return body(frame)
        }
    }
}

@available(*, unavailable)
extension RendezvousFrame: Sendable {}
