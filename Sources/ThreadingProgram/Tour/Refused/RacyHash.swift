// Part of swift-threading. Apache-2.0: see LICENSE.

import Crypto
import Threading

enum RacyHash {
    static func main() {
        let hello = repeatElement("Hello", count: 1_000).joined()
        var data = Array(hello.utf8)
        let threads = (1...10).map { _ in
            NativeThread.spawn { data = Array(SHA512.hash(data: data)) }
        }
        for thread in threads { thread.join() }
        print(data)
    }
}
