// Part of swift-threading. Apache-2.0: see LICENSE.

/// Numbers and what becomes of them; each thread writes pieces of its own.
final class Numbers: @unchecked Sendable {
    let count: Int
    private let before: UnsafeMutablePointer<UInt64>
    private let after: UnsafeMutablePointer<UInt64>

    init(_ count: Int) {
        self.count = count
        unsafe before = .allocate(capacity: count)
        unsafe after = .allocate(capacity: count)
        for index in 0..<count { unsafe before[index] = UInt64(index) }
        clear()
    }

    deinit {
        unsafe before.deallocate()
        unsafe after.deallocate()
    }

    @inline(__always)
    static func cheap(_ number: UInt64) -> UInt64 { (number &* 0x9E37_79B9_7F4A_7C15) ^ (number >> 7) }

    func map(_ range: Range<Int>) {
        for index in range { unsafe after[index] = Self.cheap(before[index]) }
    }

    func clear() { unsafe after.initialize(repeating: 0, count: count) }

    var sum: UInt64 { (0..<count).reduce(0) { unsafe $0 &+ after[$1] } }
}
