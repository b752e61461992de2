// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingDiagnostics

/// Ends the program, with what every thread waits for, if a round does not end.
final class Watchdog: Sendable {
    private struct State: Sendable {
        var round = 0
        var again = ""
    }

    private let state = Locked(State())

    init(limit: Duration) {
        let state = state
        // A daemon: it never ends.
        _ = NativeThread.spawn(name: "watchdog", daemon: true) {
            var seen = 0
            while true {
                if StopToken.current.wait(for: limit) { return }
                let now = state.withLock { $0 }
                if now.round == seen {
                    print("VIOLATION: a round does not end within \(limit)\nTo run it again: \(now.again)")
                    print(ThreadDump.capture())
                    SoakProcess.leaveAtOnce(status: 1)
                }
                seen = now.round
            }
        }
    }

    /// Says that another round begins, and how to run it again.
    func beginRound(_ again: String) {
        SoakProcess.note(again)
        state.withLock {
            $0.round += 1
            $0.again = again
        }
    }
}
