// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Threading

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#endif

/// Repeats what is measured until it takes long enough to be told from noise.
struct Meter: Sendable {
    /// How many operations, where that was asked for.
    let fixed: Int?
    let target = Meter.seconds("PEERS_TARGET_MS", else: 150)
    let warmUp = Meter.seconds("PEERS_WARM_MS", else: 50)

    static func seconds(_ variable: String, else milliseconds: Double) -> Double {
        // The environment is not changed while anybody reads it: nothing here changes it.
        let text = unsafe getenv(variable).map { unsafe String(cString: $0) }
        return (text.flatMap { Double($0) } ?? milliseconds) / 1_000
    }

    static func now() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Measures a body that does so many operations and tells how many seconds they took.
    ///
    /// - Parameters:
    ///   - first: how many it is tried with at first.
    ///   - most: how many at the most.
    ///   - multiple: the numbers of operations are multiples of it.
    ///   - body: what is measured.
    /// - Returns: the last of the measurements.
    func byCount(_ first: Int, most: Int, multiple: Int = 1, _ body: (Int) -> Double) -> Measured {
        if let fixed {
            _ = body(min(fixed, first))
            return Measured(nanoseconds: body(fixed) / Double(fixed) * 1e9, count: fixed)
        }
        func rounded(_ count: Double) -> Int {
            max(multiple, Int(min(Double(most), count)) / multiple * multiple)
        }
        var count = first
        var total = 0.0
        var time = 0.0
        while true {
            time = body(count)
            total += time
            if total >= warmUp, time >= warmUp / 3 || count >= most { break }
            if count < most, time < warmUp / 3 {
                count = rounded(Double(count) * max(2, min(8, warmUp / 2 / (time + 1e-9))))
            }
        }
        for _ in 0..<4 {
            count = rounded(Double(count) * min(64, target / time))
            time = body(count)
            if time >= target / 2 || count >= rounded(Double(most)) { break }
        }
        return Measured(nanoseconds: time / Double(count) * 1e9, count: count)
    }

    /// Measures what threads do until they are told to stop; `body` returns how often it did it.
    func byTime(threads: Int, _ total: Total, _ body: @escaping @Sendable (Int, StopFlag) -> Int) -> Measured {
        _ = once(threads, warmUp, total, body)
        return once(threads, target, total, body)
    }

    private func once(
        _ threads: Int,
        _ seconds: Double,
        _ total: Total,
        _ body: @escaping @Sendable (Int, StopFlag) -> Int
    ) -> Measured {
        let flag = StopFlag()
        let start = Barrier(parties: threads + 1)
        let handles = (0..<threads).map { number in
            NativeThread.spawn(name: "contestant \(number)") {
                _ = try? start.wait()
                return body(number, flag)
            }
        }
        _ = try? start.wait()
        let begin = Self.now()
        usleep(UInt32(seconds * 1e6))
        flag.raise()
        let end = Self.now()
        let counts = handles.map { $0.join() }
        let sum = counts.reduce(0, +)
        total.add(sum)
        let even = Double(threads) / Double(max(1, sum))
        return Measured(
            nanoseconds: (end - begin) / Double(max(1, sum)) * 1e9,
            count: sum,
            shares: (Double(counts.min() ?? 0) * even, Double(counts.max() ?? 0) * even)
        )
    }

    /// The best of as many runs as fit the time, in seconds.
    func best(_ body: () -> Void) -> Double {
        body()
        var best = Double.infinity
        var total = 0.0
        repeat {
            let begin = Self.now()
            body()
            let time = Self.now() - begin
            best = min(best, time)
            total += time
        } while total < target
        return best
    }
}

/// Says that the time is over; on a cache line of its own.
final class StopFlag: Sendable {
    private let before = (0, 0, 0, 0, 0, 0, 0, 0)
    private let flag = Atomic(false)
    private let after = (0, 0, 0, 0, 0, 0, 0, 0)

    // Relaxed: nothing else is read by it.
    @inline(__always) var isRaised: Bool { flag.load(ordering: .relaxed) }

    func raise() { flag.store(true, ordering: .sequentiallyConsistent) }
}

/// What threads add up.
final class Total: Sendable {
    private let sum = Atomic(0)

    // Relaxed: read when all threads have been joined.
    func add(_ number: Int) { sum.wrappingAdd(number, ordering: .relaxed) }

    var value: Int { sum.load(ordering: .relaxed) }
}
