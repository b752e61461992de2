// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

enum TwoThreads {
    static func printNumber() {
        let number = 42
        print(NativeThread.current.name, number)
    }

    static func main() {
        NativeThread.spawn { printNumber() }
        NativeThread.spawn(name: "second") { printNumber() }
    }
}
