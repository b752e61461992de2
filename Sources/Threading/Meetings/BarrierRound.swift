// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// One meeting at a ``Barrier``: who has come, and how it ended.
///
///     filling → full, until the rounds before it have ended → acting → released
///     each → broken
final class BarrierRound: @unchecked Sendable {
    // Unchecked: every `var` is guarded by the barrier's lock.

    enum Outcome { case released, broken }

    let waiters = WaiterQueue(.barrier)
    var arrived = 0
    var outcome: Outcome?
}
