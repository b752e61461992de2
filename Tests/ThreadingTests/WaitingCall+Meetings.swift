// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingCore
import ThreadingTestSupport

extension WaitingCall {
    /// Latches and several permits.
    ///
    /// A barrier breaks at the deadline, so it has tests of its own.
    static let meetings: [WaitingCall] = [
        WaitingCall(name: "Latch.wait(for:)", kind: .latch) {
            let latch = Latch(count: 1)
            return Attempt(wait: { latch.wait(for: $0) }, satisfy: { latch.countDown() })
        },
        WaitingCall(name: "Latch.wait(until:)", kind: .latch, takesNil: false) {
            let latch = Latch(count: 1)
            return Attempt(wait: { latch.wait(until: instant($0)) }, satisfy: { latch.countDown() })
        },
        WaitingCall(name: "Semaphore.wait(_:for:)", kind: .semaphore) {
            let semaphore = Semaphore(value: 1)
            return Attempt(wait: { semaphore.wait(3, for: $0) }, satisfy: { semaphore.signal(2) })
        },
        WaitingCall(name: "Semaphore.wait(_:until:)", kind: .semaphore, takesNil: false) {
            let semaphore = Semaphore(value: 1)
            return Attempt(wait: { semaphore.wait(3, until: instant($0)) }, satisfy: { semaphore.signal(2) })
        },
    ]
}
