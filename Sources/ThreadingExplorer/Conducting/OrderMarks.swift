// Part of swift-threading. Apache-2.0: see LICENSE.

/// Addresses that stand for objects where Thread Sanitizer is told what orders what.
///
/// Two objects that share one would be an ordering too many, and hide a race: there are enough for
/// what a test makes. Those of the schedule before are used again; all of it is before anyway.
@safe final class OrderMarks: @unchecked Sendable {
    // Unchecked: the bytes are never read or written.
    private let base: UnsafeMutableRawPointer
    private static var count: Int { 1 << 14 }

    init() {
        unsafe base = .allocate(byteCount: Self.count * 8, alignment: 8)
    }

    deinit {
        unsafe base.deallocate()
    }

    /// From one schedule to the next.
    var run: UnsafeMutableRawPointer { unsafe base }

    subscript(object: Int32) -> UnsafeMutableRawPointer {
        unsafe base + (1 + Int(object) % (Self.count - 1)) * 8
    }
}
