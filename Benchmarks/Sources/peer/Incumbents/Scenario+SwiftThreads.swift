// Part of swift-threading. Apache-2.0: see LICENSE.

import Dispatch
import Foundation

/// Threads of Foundation, and tasks in their stead.
extension Scenario {
    static let swiftThreads: [Scenario] = [
        Scenario(incumbent: "Thread", "spawn_join") { meter in
            meter.byCount(50, most: 100_000) { count in
                let done = DispatchSemaphore(value: 0)
                let begin = Meter.now()
                for _ in 0..<count {
                    Thread { done.signal() }.start()
                    done.wait()
                }
                return Meter.now() - begin
            }
        },
        Scenario(incumbent: "Task*", "spawn_join") { meter in
            meter.byCount(50, most: 1_000_000) { count in
                let begin = Meter.now()
                Waiting.until { for _ in 0..<count { await Task.detached {}.value } }
                return Meter.now() - begin
            }
        },
    ]
}
