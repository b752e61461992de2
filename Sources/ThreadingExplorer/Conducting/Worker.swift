// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A thread of the system that plays one thread of the program after the other, a schedule each.
final class Worker: @unchecked Sendable {
    // Unchecked: touched by whoever has the turn; by its own thread before its first, and by the caller of `explore`
    // after its last.
    let turn = Turn()

    /// What it is to do when it has the turn; `nil` sends it home.
    var job: (() -> Void)?

    /// What it is to do, which it has no more then.
    func takeJob() -> (() -> Void)? {
        defer { job = nil }
        return job
    }

    /// Its number in the system.
    var nativeID: UInt64 = 0
}
