// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What a new thread tells whoever starts it.
final class StartAnswer: @unchecked Sendable {
    // Unchecked: written by the new thread before it opens the latch, and read by others after that.
    private(set) var refusal: ThreadScheduling.Refusal?
    private let isThere = LatchWord(.join)

    func give(_ refusal: ThreadScheduling.Refusal?) {
        self.refusal = refusal
        isThere.open()
    }

    func wait() -> ThreadScheduling.Refusal? {
        _ = isThere.wait(until: .never)
        return refusal
    }
}
