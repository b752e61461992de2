// Part of swift-threading. Apache-2.0: see LICENSE.

import Crypto
import Threading
import ThreadingFutures

enum TwoCores {
    static func main() throws {
        let all = NativeThread.availableProcessors
        let alone = try timeToHash(threads: 1)
        let together = try timeToHash(threads: all)
        print(Int(alone / .milliseconds(1)), "ms by 1 thread")
        print(Int(together / .milliseconds(1)), "ms by \(all) threads")
        print((alone / together * 100).rounded() / 100, "times as fast")
    }

    /// How long the same work takes that many threads: the best of three.
    static func timeToHash(threads: Int) throws -> Duration {
        let block = [UInt8](repeating: 42, count: 1 << 20)
        let pool = ThreadPool(threads: threads)
        let times = try (1...3).map { _ in
            try ContinuousClock().measure {
                let work = (1...150).map { _ in
                    pool.submit { Array(SHA512.hash(data: block)) }
                }
                for digest in work { _ = try digest.result() }
            }
        }
        return times.reduce(times[0], min)
    }
}
