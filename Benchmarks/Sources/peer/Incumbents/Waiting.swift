// Part of swift-threading. Apache-2.0: see LICENSE.

import Dispatch
import Threading

/// A thread that waits for tasks.
enum Waiting {
    /// Blocks until the body has ended.
    static func until<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value {
        let done = DispatchSemaphore(value: 0)
        let value = Locked<Value?>(nil)
        Task.detached {
            let result = await body()
            value.withLock { $0 = result }
            done.signal()
        }
        done.wait()
        guard let value = value.withLock({ $0 }) else { Peer.fail("a task has ended without its value") }
        return value
    }
}
