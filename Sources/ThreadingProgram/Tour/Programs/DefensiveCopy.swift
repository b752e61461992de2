// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

enum DefensiveCopy {
    static func main() {
        let zeros = [UInt8](repeating: 0, count: 64 << 20)
        let hasher = DataHasher(zeros)
        let clock = ContinuousClock()

        var mine: [UInt8] = []
        let get = clock.measure { mine = hasher.get() }
        let firstChange = clock.measure { mine[0] = 1 }
        let secondChange = clock.measure { mine[1] = 1 }

        print("get() of 64 MiB:", microseconds(get))
        print("the first change:", microseconds(firstChange))
        print("the second change:", microseconds(secondChange))
        print("mine begins with", mine[0], mine[1])
        print("the hasher's begins with", hasher.get()[0], hasher.get()[1])
    }

    static func microseconds(_ time: Duration) -> String {
        "\(Int(time / .microseconds(1))) µs"
    }
}
