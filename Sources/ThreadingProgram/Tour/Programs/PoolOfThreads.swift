// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingFutures

enum PoolOfThreads {
    static func main() throws {
        let pool = ThreadPool(threads: 4)
        let squares = (1...10).map { n in pool.submit { n * n } }
        print(try squares.map { try $0.result() })
        pool.shutdown()

        watchItGrow()
    }

    static func watchItGrow() {
        let pool = ThreadPool(threads: 4)
        let mayEnd = Event()
        print("at first:", pool.threadCount, "threads")
        for count in 1...6 {
            pool.submit { mayEnd.wait() }
            print("submitted:", count, "threads:", pool.threadCount)
        }
        mayEnd.set()
        pool.shutdown()
    }
}
