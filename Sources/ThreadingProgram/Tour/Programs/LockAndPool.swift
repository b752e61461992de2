// Part of swift-threading. Apache-2.0: see LICENSE.

import Crypto
import Threading
import ThreadingDiagnostics
import ThreadingFutures

enum LockAndPool {
    static func main() throws {
        print(Timeline.record(tenThreadsAndALock).text(width: 76) + "\n")
        print(try Timeline.record(aThreadForEachCore).text(width: 76))
    }

    static func tenThreadsAndALock() {
        let data = Locked([UInt8](repeating: 42, count: 8 << 20))
        let threads = (1...10).map { _ in
            NativeThread.spawn {
                data.withLock { _ = SHA512.hash(data: $0) }
            }
        }
        for thread in threads { thread.join() }
    }

    static func aThreadForEachCore() throws {
        let data = [UInt8](repeating: 42, count: 8 << 20)
        let pool = ThreadPool(threads: NativeThread.availableProcessors)
        let work = (1...10).map { _ in
            pool.submit { _ = SHA512.hash(data: data) }
        }
        for done in work { try done.result() }
    }
}
