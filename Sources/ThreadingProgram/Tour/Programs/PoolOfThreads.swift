// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingFutures

enum PoolOfThreads {
    static func main() throws {
        let pool = ThreadPool(threads: 4)
        let squares = (1...10).map { number in pool.submit { number * number } }
        for square in squares { print(try square.result(), terminator: " ") }
        print()
        pool.shutdown()

        showGrowth()
    }

    /// Work that does not end keeps its thread, so the pool must grow.
    static func showGrowth() {
        let pool = ThreadPool(threads: 4)
        let mayEnd = Event()
        print("new:", pool.threadCount, "threads")
        for number in 1...6 {
            pool.submit { mayEnd.wait() }
            print(number, "submitted:", pool.threadCount, "threads")
        }
        mayEnd.set()
        pool.shutdown()
    }
}
