// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingQueues

enum DaemonConsumer {
    static func main() {
        let lines = BlockingQueue<String>()
        NativeThread.spawn(name: "consumer", daemon: true) {
            for line in lines {
                print(line)
                NativeThread.sleep(for: .milliseconds(30))  // a slow disk
            }
        }
        for producer in ["one", "two"] {
            NativeThread.spawn(name: producer) {
                for number in 1...5 {
                    try lines.put("\(producer) \(number)")
                    NativeThread.sleep(for: .milliseconds(10))
                }
            }
        }
    }
}
