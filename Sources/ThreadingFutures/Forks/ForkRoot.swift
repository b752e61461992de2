// Part of swift-threading. Apache-2.0: see LICENSE.

/// Work that does not outlive its caller, and is done by another thread for it or by the caller.
final class ForkRoot: @unchecked Sendable {
    // Unchecked: whoever has claimed the future that it belongs to uses it, and the caller after that.
    private var body: (() -> Void)?

    init(_ body: @escaping () -> Void) {
        self.body = body
    }

    /// Does the work, if it was not done, and lets go of it.
    @inline(never)
    func run() {
        let work = body
        body = nil
        work?()
    }

    /// Lets go of the work.
    func clear() { body = nil }
}
