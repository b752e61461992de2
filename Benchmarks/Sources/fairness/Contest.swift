// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

/// Threads that take one lock as often as they can, for a time.
struct Contest: Sendable {
    let lock: String
    let section: String

    /// Makes the lock, and what a thread does with it again and again; the second makes all come back at the end.
    let make: @Sendable () -> (turn: @Sendable () -> Void, end: @Sendable () -> Void)

    struct Result {
        let shares: [Double]
        let perSecond: Double

        /// In parts of an even share.
        var least: Double { shares.min() ?? 0 }
        var most: Double { shares.max() ?? 0 }
    }

    func run(threads: Int, time: Duration) -> Result {
        let (turn, end) = make()
        let (begin, over) = (Event(), Event())
        let handles = (0..<threads).map { number in
            NativeThread.spawn(name: "contestant \(number)") {
                begin.wait()
                var count = 0
                while !over.isSet {
                    turn()
                    count += 1
                }
                return count
            }
        }
        let start = ContinuousClock.now
        begin.set()
        NativeThread.sleep(for: time)
        over.set()
        let elapsed = ContinuousClock.now - start
        end()
        let counts = handles.map { Double($0.join()) }
        let total = counts.reduce(0, +)
        return Result(
            shares: counts.map { $0 * Double(threads) / max(1, total) },
            perSecond: total / (elapsed / .seconds(1))
        )
    }
}
