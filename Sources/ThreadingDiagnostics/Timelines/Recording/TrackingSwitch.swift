// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Has locks tracked while anybody records, and afterwards as it was before.
final class TrackingSwitch: @unchecked Sendable {
    // Unchecked: every `var` is guarded by `guardWord`.

    static let shared = TrackingSwitch()

    private let guardWord = LockWord(isExplorable: false)
    private var recorders = 0
    private var wasOn = false

    private init() {}

    func retain() {
        guardWord.lock()
        defer { guardWord.unlock() }
        if recorders == 0 { wasOn = Observation.tracksLocks }
        recorders += 1
        Observation.tracksLocks = true
    }

    func release() {
        guardWord.lock()
        defer { guardWord.unlock() }
        recorders -= 1
        if recorders == 0 { Observation.tracksLocks = wasOn }
    }
}
