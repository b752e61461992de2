// Part of swift-threading. Apache-2.0: see LICENSE.

import Dispatch
import Foundation

/// Threads of Foundation and of the system, and tasks in their stead.
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
        Scenario(incumbent: "pthread", "spawn_join_pool") { meter in
            meter.byCount(50, most: 100_000) { count in
                let begin = Meter.now()
                for _ in 0..<count { RawThread().join() }
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

/// A thread of the system that does nothing.
private struct RawThread {
    private let thread: pthread_t

    init() {
        #if canImport(Darwin)
        var thread: pthread_t?
        let error = unsafe pthread_create(&thread, nil, { _ in nil }, nil)
        guard error == 0, let thread = unsafe thread else { Peer.fail("no thread: \(error)") }
        #else
        var thread = pthread_t()
        let error = unsafe pthread_create(&thread, nil, { _ in nil }, nil)
        guard error == 0 else { Peer.fail("no thread: \(error)") }
        #endif
        self.thread = thread
    }

    func join() { _ = pthread_join(thread, nil) }
}
