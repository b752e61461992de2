// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

enum CostOfAThread {
    static func main() {
        let (parked, mayEnd) = (Semaphore(value: 0), Event())
        let body = { @Sendable in parked.signal(); mayEnd.wait() }
        var threads: [JoinHandle<Void, Never>] = []
        let before = ProcessMemory.now()
        let time = ContinuousClock().measure {
            while threads.count < 10_000 {
                guard let thread = try? NativeThread.start(body) else { break }
                threads.append(thread)
            }
            for _ in threads { parked.wait() }
        }
        let memory = ProcessMemory.now() - before
        print(threads.count, "threads are alive, all parked on one Event")

        let count = max(1, threads.count)
        print(Int(time / .microseconds(count)), "µs to start each")
        print(memory.resident / count / 1024, "KiB of memory each")
        print(memory.reserved / count / 1024, "KiB of addresses each")

        mayEnd.set()
        for thread in threads { thread.join() }
    }
}
