// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingQueues

enum PoisonPill {
    static func main() throws {
        let lines = BlockingQueue<String?>()  // nil is the pill
        NativeThread.spawn(name: "consumer") {
            while let line = try lines.get() {
                print(line)
                NativeThread.sleep(for: .milliseconds(50))  // a slow disk
            }
            print("consumer received the poison pill, stopping")
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
        try lines.put(nil)
    }
}
