// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// The memory of one who comes to a ``Rendezvous``: room for the node of its ``MeetingPlace``, and behind it the element.
///
/// They begin together on a cache line of their own, so that an element of 24 bytes or less goes the same way as the word
/// that says that it has come, and not one more.
@safe
@usableFromInline
struct RendezvousFrame<Element> {
    // Safe: who may use it when, see `MeetingNode`.

    /// Not yet a node: that it is made where somebody waits.
    @usableFromInline let node: UnsafeMutableRawPointer

    /// Uninitialised memory that begins on a line.
    @inlinable @inline(__always)
    init(at node: UnsafeMutableRawPointer) {
        unsafe self.node = unsafe node
    }

    @inlinable @inline(__always)
    var slot: UnsafeMutablePointer<Element?> {
        unsafe (node + Self.distance).assumingMemoryBound(to: Element?.self)
    }

    /// The size of a `MeetingNode<FutexWord>`, which clients do not know.
    @inlinable static var nodeSize: Int { 40 }

    @inlinable static var alignment: Int { max(64, MemoryLayout<Element?>.alignment) }
    @inlinable static var size: Int { distance + MemoryLayout<Element?>.size }

    @inlinable
    static var distance: Int {
        let mask = MemoryLayout<Element?>.alignment - 1
        return (nodeSize + mask) & ~mask
    }

    /// In the frame of the calling function; what the element is in the end is the body's to move out.
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
