// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

final class DataHasher: Sendable {
    private let data: Locked<[UInt8]>

    init(_ data: [UInt8]) { self.data = Locked(data) }

    func hash() {
        data.withLock { $0 = GuardedHash.hexDigest(of: $0) }
    }

    func get() -> [UInt8] {
        data.withLock { $0 }
    }
}

enum TenThreads {
    static func main() {
        let hello = repeatElement("Hello", count: 1_000).joined()
        let data = DataHasher(Array(hello.utf8))
        let threads = (1...10).map { _ in
            NativeThread.spawn { data.hash() }
        }
        for thread in threads { thread.join() }
        print(String(decoding: data.get(), as: UTF8.self))
    }
}
