// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

enum SharedConstant {
    static let number = 42

    static func printNumber() {
        print(NativeThread.current.name, number)
    }

    static func main() {
        NativeThread.spawn { printNumber() }
        NativeThread.spawn(name: "second") { printNumber() }
    }
}
