// Part of swift-threading. Apache-2.0: see LICENSE.

import Crypto
import Foundation

/// Blocks of 1 MiB and their digests; each thread writes digests of its own.
final class Blocks: @unchecked Sendable {
    private static let size = 1 << 20
    private let bytes: [UInt8]
    private let count: Int
    private let results: UnsafeMutablePointer<SHA512.Digest?>

    init(_ count: Int) {
        self.count = count
        bytes = (0..<count * Self.size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ ($0 >> 20)) }
        unsafe results = .allocate(capacity: count)
        unsafe results.initialize(repeating: nil, count: count)
    }

    deinit {
        unsafe results.deinitialize(count: count)
        unsafe results.deallocate()
    }

    func hash(_ index: Int) {
        unsafe bytes.withUnsafeBytes { all in
            let block = unsafe all[index * Self.size..<(index + 1) * Self.size]
            var hash = SHA512()
            unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: block))
            unsafe results[index] = hash.finalize()
        }
    }

    func clear() { for index in 0..<count { unsafe results[index] = nil } }

    var digests: [SHA512.Digest?] { (0..<count).map { unsafe results[$0] } }
}
