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
                    let thread = try NativeThread.start {
                        parked.signal()
                        mayEnd.wait()
                    }
                    threads.append(thread)
                }
            } catch { print(error) }
            for _ in threads { parked.wait() }
        }
        let memory = ProcessMemory.now() - before
        let count = max(1, threads.count)
        print(threads.count, "threads are alive, all parked on one Event")
        print(Int(time / .microseconds(count)), "µs to start each")
        print(memory.resident / count / 1024, "KiB of memory each")
        print(memory.reserved / count / 1024, "KiB of addresses each")
        mayEnd.set()
    }
}
