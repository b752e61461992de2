// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingCore
import ThreadingTestSupport

extension WaitingCall {
    static let timers: [WaitingCall] = [
        WaitingCall(name: "Timeout.wait(for:)", kind: .event) {
            let timeout = Timeout.schedule(after: nil) {}
            return Attempt(wait: { timeout.wait(for: $0) }, satisfy: { timeout.cancel() })
        },
        WaitingCall(name: "Timeout.wait(until:)", kind: .event, takesNil: false) {
            let timeout = Timeout.schedule(after: nil) {}
            return Attempt(wait: { timeout.wait(until: instant($0)) }, satisfy: { timeout.cancel() })
        },
    ]
}
