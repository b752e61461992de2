// Part of swift-threading. Apache-2.0: see LICENSE.

#if Metrics
internal import CoreMetrics
internal import Synchronization

/// A number that many threads change, and the gauge that shows it.
///
/// The gauge is foreign code, so no lock is held around it, and two threads may record in the other order than they have
/// counted. Each therefore looks once more after it has recorded: whoever records last has then seen that its value still
/// holds, or records again.
final class CountedGauge: Sendable {
    private let gauge: Gauge
    private let value = Atomic(0)

    init(_ gauge: Gauge) {
        self.gauge = gauge
    }

    /// Not below zero, where a correction came in between.
    func change(by difference: Int) {
        // Sequentially consistent as every access here: the look afterwards is part of one order with all changes.
        var old = value.load(ordering: .sequentiallyConsistent)
        while true {
            let (exchanged, current) = value.compareExchange(
                expected: old,
                desired: max(0, old + difference),
                // See above.
                ordering: .sequentiallyConsistent
            )
            if exchanged { break }
            old = current
        }
        record()
    }

    func set(to number: Int) {
        // See above.
        value.store(number, ordering: .sequentiallyConsistent)
        record()
    }

    private func record() {
        // See above.
        var shown = value.load(ordering: .sequentiallyConsistent)
        while true {
            gauge.record(shown)
            let now = value.load(ordering: .sequentiallyConsistent)
            if now == shown { return }
            shown = now
        }
    }
}
#endif
