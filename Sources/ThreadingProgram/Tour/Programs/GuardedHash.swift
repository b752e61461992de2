// Part of swift-threading. Apache-2.0: see LICENSE.

import Crypto
import Threading

enum GuardedHash {
    static func main() {
        let hello = repeatElement("Hello", count: 1_000).joined()
        let data = Locked(Array(hello.utf8))
        let threads = (1...10).map { _ in
            NativeThread.spawn { data.withLock { $0 = hexDigest(of: $0) } }
        }
        for thread in threads { thread.join() }
        print(String(decoding: data.withLock { $0 }, as: UTF8.self))
    }

    /// Python's `sha512(data).hexdigest().encode()`.
    static func hexDigest(of data: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return SHA512.hash(data: data).flatMap { byte in
            [digits[Int(byte / 16)], digits[Int(byte % 16)]]
        }
    }
}
