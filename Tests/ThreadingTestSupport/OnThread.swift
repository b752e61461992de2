// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Threading

/// Runs the body on a thread of its own and suspends the test until it has ended.
///
/// Swift Testing runs tests on as many threads as there are processors, so a test that blocked one
/// could hang the run: every body that blocks goes through here. A body that does not come back is
/// given up by the watchdog, which prints every thread and what it waits for, and throws.
///
/// - Parameters:
///   - name: what the thread is called.
///   - limit: when it counts as hanging.
///   - body: what to do; what it throws is thrown here.
/// - Throws: what the body throws, or `WatchdogError` if it hangs.
/// - Returns: what the body returns.
package func onThread<Value: Sendable>(
    name: String? = nil,
    within limit: Duration = Delay.watchdog,
    _ body: sending @escaping () throws -> Value
) async throws -> Value {
    WaitBoard.install()
    // A daemon, so that one that hangs does not keep the process from ending.
    let work = NativeThread.spawn(name: name ?? "test", daemon: true) { try body() }
    let watchdog = NativeThread.spawn(name: "watchdog", daemon: true) {
        guard let value = try work.join(for: limit) else {
            let dump = WaitBoard.dump()
            // The threads that the body waits for may never end either, and the process is to end all the same.
            NativeThread.exitDeadline = Delay.medium
            print("watchdog: \(work.thread) does not come back within \(limit)\n\(dump)")
            throw WatchdogError(dump: dump)
        }
        return value
    }
    return try await watchdog.value
}

/// A body did not come back.
package struct WatchdogError: Error, CustomStringConvertible {
    package let dump: String

    package var description: String { "the test hangs; its threads:\n\(dump)" }
}
