// Part of swift-threading. Apache-2.0: see LICENSE.

/// Blocks of 1 MiB and their digests; each thread writes digests of its own.
final class Blocks: @unchecked Sendable {
    // Unchecked: `bytes` is constant, and of `results` each thread writes its own part.

    private static let size = 1 << 20
    private let hash: Hash
    private let bytes: [UInt8]
    private let count: Int
    private let results: UnsafeMutablePointer<UInt8>

    init(_ count: Int, _ hash: Hash) {
        self.count = count
        self.hash = hash
        bytes = (0..<count * Self.size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ ($0 >> 20)) }
        unsafe results = .allocate(capacity: count * Hash.size)
        clear()
    }

    deinit { unsafe results.deallocate() }

    func hash(_ index: Int) {
        unsafe bytes.withUnsafeBufferPointer { all in
            let block = unsafe UnsafeBufferPointer(rebasing: all[index * Self.size..<(index + 1) * Self.size])
            unsafe hash.write(block, to: results + index * Hash.size)
        }
    }

    func clear() { unsafe results.initialize(repeating: 0, count: count * Hash.size) }

    var digests: [UInt8] { (0..<count * Hash.size).map { unsafe results[$0] } }
}
