// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingFutures

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#endif

extension Scenario {
    static let threads: [Scenario] = [
        Scenario("NativeThread", "spawn_join") { meter in
            meter.byCount(50, most: 100_000) { count in
                let begin = Meter.now()
                for _ in 0..<count { NativeThread.spawn {}.join() }
                return Meter.now() - begin
            }
        },
        // What is done on a thread of its own, on one that is there already.
        Scenario("ThreadPool", "spawn_join_pool") { meter in
            let pool = ThreadPool(threads: 1)
            defer { pool.shutdown() }
            return meter.byCount(50, most: 1_000_000) { count in
                let begin = Meter.now()
                for _ in 0..<count { _ = try? pool.submit {}.result() }
                return Meter.now() - begin
            }
        },
        Scenario("NativeThread", "spawn_10k") { many($0, ThreadOptions()) },
        Scenario("NativeThread", "spawn_10k_small") { many($0, ThreadOptions(stackSize: 32_768)) },
    ]

    private static func many(_ meter: Meter, _ options: ThreadOptions) -> Measured {
        let count = meter.fixed ?? 10_000
        let started = Total()
        let gate = Event()
        let memory = ProcessMemory()
        let begin = Meter.now()
        let handles = (0..<count).compactMap { _ in
            try? NativeThread.start(options) {
                started.add(1)
                gate.wait()
            }
        }
        if handles.count != count { Peer.fail("\(handles.count) threads of \(count) were started") }
        let made = Meter.now()
        while started.value < count { _ = sched_yield() }
        let running = Meter.now()
        let after = ProcessMemory()
        gate.set()
        for handle in handles { handle.join() }
        let over = Meter.now()
        let number = Double(count)
        return Measured(
            nanoseconds: (running - begin) / number * 1e9,
            count: count,
            further: [
                ("create_ns", (made - begin) / number * 1e9),
                ("join_ns", (over - running) / number * 1e9),
                ("rss_kb", (after.resident - memory.resident) / number),
                ("vm_kb", (after.size - memory.size) / number),
            ]
        )
    }
}
