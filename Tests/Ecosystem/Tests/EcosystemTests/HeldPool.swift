// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingFutures

/// Runs the body, which blocks, on a thread of its own.
func onThread<Value: Sendable>(_ body: sending @escaping () throws -> Value) async throws -> Value {
    try await NativeThread.spawn { try body() }.value
}

/// A pool of one thread that is busy, and tasks that wait behind.
struct HeldPool: Sendable {
    let pool: ThreadPool
    let held: Future<Int>
    let queued: [Future<Int>]
    private let mayEnd = Event()

    /// Returns when the thread is at the first task.
    static func make(_ options: ThreadPoolOptions, queued: Int) async throws -> HeldPool {
        try await onThread { HeldPool(options, queued: queued) }
    }

    private init(_ options: ThreadPoolOptions, queued count: Int) {
        pool = ThreadPool(options)
        let hasBegun = Event()
        held = pool.submit { [mayEnd] in
            hasBegun.set()
            mayEnd.wait()
            return -1
        }
        queued = (0..<count).map { [pool] number in pool.submit { number } }
        hasBegun.wait()
    }

    /// Lets the first task end.
    func letGo() { mayEnd.set() }

    /// Returns when the pool takes no more work.
    func waitUntilClosed() async {
        while true {
            // Its thread is busy: what is done at once was refused.
            let probe = pool.submit { 0 }
            if probe.isDone { return }
            probe.cancel()
            await Task.yield()
        }
    }
}
