// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

enum CostOfAThread {
    static func main() {
        let (parked, mayEnd) = (Semaphore(value: 0), Event())
        var threads: [JoinHandle<Void, Never>] = []
        let before = ProcessMemory.now()
        let time = ContinuousClock().measure {
            do {
                while threads.count < 10_000 {
                    threads.append(try NativeThread.start { parked.signal(); mayEnd.wait() })
                }
            } catch { print(error) }
            for _ in threads { parked.wait() }
        }
        let memory = ProcessMemory.now() - before
        let count = max(1, threads.count)

        print(threads.count, "threads are alive, all parked on one Event")
        print("started in:", Int(time / .milliseconds(1)), "ms,", Int(time / count / .microseconds(1)), "µs each")
        print("memory:", memory.resident >> 20, "MiB,", memory.resident / count / 1024, "KiB each")
        print("addresses:", memory.reserved >> 30, "GiB,", memory.reserved / count >> 10, "KiB each")
        mayEnd.set()
        for thread in threads { thread.join() }
    }
}
