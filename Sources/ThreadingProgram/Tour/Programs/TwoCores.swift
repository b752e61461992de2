// Part of swift-threading. Apache-2.0: see LICENSE.

import Crypto
import Threading
import ThreadingFutures

enum TwoCores {
    static func main() throws {
        let all = NativeThread.availableProcessors
        let alone = try timeToHash(threads: 1)
        let together = try timeToHash(threads: all)
        print("threads: 1  seconds:", hundredths(alone / .seconds(1)))
        print("threads:", all, " seconds:", hundredths(together / .seconds(1)))
        print("times as fast:", hundredths(alone / together))
    }

    /// The same work, by however many threads.
    static func timeToHash(threads: Int) throws -> Duration {
        let block = [UInt8](repeating: 42, count: 1 << 20)
        let pool = ThreadPool(threads: threads)
        return try ContinuousClock().measure {
            let digests = (1...320).map { _ in pool.submit { Array(SHA512.hash(data: block)) } }
            for digest in digests { _ = try digest.result() }
        }
    }

    static func hundredths(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}
