// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

enum GuardedCounter {
    static let number = Locked(42)

    static func main() {
        let threads = (1...2).map { _ in
            NativeThread.spawn {
                for _ in 1...1_000 { number.withLock { $0 += 1 } }
            }
        }
        for thread in threads { thread.join() }
        print(number.withLock { $0 })
    }
}
