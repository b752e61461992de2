// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization

/// What a pool has done so far.
///
/// Relaxed, all of them: they are read to be shown, and order nothing. Whoever has a result finds its task counted,
/// since that is done before the result is given.
final class PoolCounters: Sendable {
    private let completed = Atomic(0)
    private let failed = Atomic(0)
    private let cancelled = Atomic(0)
    private let rejected = Atomic(0)
    private let waited = Atomic<UInt64>(0)
    private let ran = Atomic<UInt64>(0)

    func taskWasCancelled() { cancelled.wrappingAdd(1, ordering: .relaxed) }
    func taskWasRejected() { rejected.wrappingAdd(1, ordering: .relaxed) }
    func taskWaited(_ nanoseconds: UInt64) { waited.wrappingAdd(nanoseconds, ordering: .relaxed) }

    func taskTook(_ nanoseconds: UInt64) {
        if nanoseconds > 0 { ran.wrappingAdd(nanoseconds, ordering: .relaxed) }
    }

    func taskDidEnd(failed hasFailed: Bool) {
        if hasFailed {
            failed.wrappingAdd(1, ordering: .relaxed)
        } else {
            completed.wrappingAdd(1, ordering: .relaxed)
        }
    }

    /// What a worker has done that leaves.
    func add(completed count: Int) { completed.wrappingAdd(count, ordering: .relaxed) }

    func fill(_ statistics: inout ThreadPoolStatistics) {
        statistics.completed += completed.load(ordering: .relaxed)
        statistics.failed = failed.load(ordering: .relaxed)
        statistics.cancelled = cancelled.load(ordering: .relaxed)
        statistics.rejected = rejected.load(ordering: .relaxed)
        statistics.waitTime = .nanoseconds(waited.load(ordering: .relaxed))
        statistics.runTime = .nanoseconds(ran.load(ordering: .relaxed))
    }
}
