// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingQueues

enum EventConsumer {
    static func main() throws {
        let lines = BlockingQueue<String>()
        let mustStop = Event()
        NativeThread.spawn(name: "consumer") {
            while !mustStop.isSet {
                let line = try lines.get(for: .milliseconds(10))
                guard let line else { continue }
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
        mustStop.set()
    }
}
