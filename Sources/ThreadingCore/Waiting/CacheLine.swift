// Part of swift-threading. Apache-2.0: see LICENSE.

/// What keeps two words from sharing a line of a processor's cache, of which some fetch two at a time.
package struct CacheLine: Sendable {
    private let words: (UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt) = (0, 0, 0, 0, 0, 0, 0, 0)
    private let more: (UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt) = (0, 0, 0, 0, 0, 0, 0, 0)

    package init() {}
}
