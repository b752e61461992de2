// Part of swift-threading. Apache-2.0: see LICENSE.

public import Threading

/// A thread that looks for deadlocks from time to time; see ``Deadlock/watch(every:_:)``.
public struct DeadlockWatch: Sendable {
    /// The thread, a daemon.
    public let thread: NativeThread

    /// Ends the watch.
    ///
    /// Does not wait: a report that is running goes on.
    public func stop() { thread.requestStop() }
}

extension Deadlock {
    /// Looks for deadlocks from time to time, on a daemon thread, until it is stopped.
    ///
    /// Switches ``ThreadRecording`` on.
    ///
    /// - Parameters:
    ///   - interval: between two looks.
    ///   - report: is called once for each deadlock, on the thread of the watch. The default writes it to standard
    ///     error.
    /// - Returns: the watch, to stop it with. It may be dropped: the watch goes on.
    @discardableResult
    public static func watch(
        every interval: Duration = .seconds(1),
        _ report: @escaping @Sendable (Deadlock) -> Void = { $0.writeToStandardError() }
    ) -> DeadlockWatch {
        ThreadRecording.isOn = true
        let handle = NativeThread.spawn(name: "deadlock watch", daemon: true) {
            let token = StopToken.current
            var reported: Set<[UInt64]> = []
            repeat {
                let deadlocks = check()
                for deadlock in deadlocks where !reported.contains(deadlock.key) { report(deadlock) }
                // Those that are over need not be kept: the numbers do not come again.
                reported = Set(deadlocks.map(\.key))
            } while !token.wait(for: interval)
        }
        return DeadlockWatch(thread: handle.thread)
    }
}
