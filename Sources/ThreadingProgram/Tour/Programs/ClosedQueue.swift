// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingQueues

enum ClosedQueue {
    static func main() throws {
        let lines = BlockingQueue<String>()
        NativeThread.spawn(name: "consumer") {
            for line in lines {
                print(line)
                NativeThread.sleep(for: .milliseconds(50))  // a slow disk
            }
        }
        let producers = (1...2).map { _ in
            NativeThread.spawn {
                for _ in 1...5 {
                    try lines.put(NativeThread.current.name)
                    NativeThread.sleep(for: .milliseconds(10))
                }
            }
        }
        for producer in producers { try producer.join() }
        lines.close()
    }
}
