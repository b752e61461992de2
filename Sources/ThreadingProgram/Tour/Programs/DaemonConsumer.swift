// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingQueues

enum DaemonConsumer {
    static func main() {
        let lines = BlockingQueue<String>()
        NativeThread.spawn(name: "consumer", daemon: true) {
            for line in lines {
                print(line)
                NativeThread.sleep(for: .milliseconds(50))  // a slow disk
            }
        }
        for _ in 1...2 {
            NativeThread.spawn {
                for _ in 1...5 {
                    try lines.put(NativeThread.current.name)
                    NativeThread.sleep(for: .milliseconds(10))
                }
            }
        }
    }
}
