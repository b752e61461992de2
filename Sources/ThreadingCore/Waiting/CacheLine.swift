// Part of swift-threading. Apache-2.0: see LICENSE.

public import CThreading

/// What keeps two words from sharing a line of a processor's cache, of which some fetch two at a time.
@usableFromInline
package struct CacheLine: Sendable {
    private let words: (UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt) = (0, 0, 0, 0, 0, 0, 0, 0)
    private let more: (UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt) = (0, 0, 0, 0, 0, 0, 0, 0)

    package init() {}

    /// Fetches what is at the address for the calling thread's processor alone.
    ///
    /// For who is about to read it and then to change it: without this, each of the two is a way to the other processor.
    /// It reads nothing that anybody sees, and changes nothing.
    @inlinable @inline(__always)
    package static func fetchForChange(_ address: UnsafeRawPointer) { unsafe ct_fetch_for_change(address) }
}
