// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

extension Scenario {
    static let readWriteLocks: [Scenario] = [2, 4].flatMap { threads in
        [
            Scenario("ReadWriteLock", "rwlock_\(threads)_w01") { readsAndWrites(threads, perMille: 1, $0) },
            Scenario("ReadWriteLock", "rwlock_\(threads)_w10") { readsAndWrites(threads, perMille: 100, $0) },
        ]
    }

    private static func readsAndWrites(_ threads: Int, perMille: UInt64, _ meter: Meter) -> Measured {
        let counter = ReadableCounter()
        let (writes, total) = (Total(), Total())
        let measured = meter.byTime(threads: threads, total) { number, flag in
            var (count, written, seen) = (0, 0, 0)
            var random = UInt64(77_777 + number * 7_919)
            while !flag.isRaised {
                random = Work.spin(random, 1)
                if (random >> 20) % 1_000 < perMille {
                    counter.increment()
                    written += 1
                } else {
                    seen &+= counter.value
                }
                count += 1
            }
            Work.use(seen)
            writes.add(written)
            return count
        }
        if counter.value != writes.value { Peer.fail("the counter is \(counter.value), not \(writes.value)") }
        return measured
    }
}

/// Guarded by `lock`.
final class ReadableCounter: @unchecked Sendable {
    private let lock = ReadWriteLock()
    @exclusivity(unchecked) private var counter = 0

    @inline(__always) var value: Int { lock.withReadLock { counter } }

    @inline(__always) func increment() { lock.withWriteLock { counter += 1 } }
}
