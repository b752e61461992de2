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

    func change(by difference: Int) {
        // Sequentially consistent, as the look at it: the look after a record is in one order with all changes.
        value.wrappingAdd(difference, ordering: .sequentiallyConsistent)
        record()
    }

    private func record() {
        // See above.
        gauge.recordLatest { value.load(ordering: .sequentiallyConsistent) }
    }
}

extension Gauge {
    /// Records a number that others change, too, and that they record when they have.
    func recordLatest(_ number: () -> Int) {
        var shown = number()
        while true {
            record(shown)
            let now = number()
            if now == shown { return }
            shown = now
        }
    }
}
#endif
