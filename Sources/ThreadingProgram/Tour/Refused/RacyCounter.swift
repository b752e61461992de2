// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

enum RacyCounter {
    static var number = 42

    static func main() {
        for _ in 1...2 {
            NativeThread.spawn { number += 1 }
        }
    }
}
