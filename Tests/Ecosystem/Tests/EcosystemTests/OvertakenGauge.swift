// Part of swift-threading. Apache-2.0: see LICENSE.

import CoreMetrics
import Threading

/// A metrics backend whose gauges are slow: while one shows its first value, something else happens, as on another thread.
final class OvertakenGauge: MetricsFactory, RecorderHandler {
    private let meanwhile: @Sendable () -> Void
    private let shown = Locked<[Int64]>([])
    private let isFirst = Locked(true)

    init(meanwhile: @escaping @Sendable () -> Void) {
        self.meanwhile = meanwhile
    }

    var values: [Int64] { shown.withLock { $0 } }

    func record(_ value: Int64) {
        let isFirst = isFirst.withLock { first in
            defer { first = false }
            return first
        }
        if isFirst { meanwhile() }
        shown.withLock { $0.append(value) }
    }

    func record(_ value: Double) { record(Int64(value)) }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        label.hasSuffix("_active") ? self : NOOPMetricsHandler.instance
    }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        NOOPMetricsHandler.instance
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        NOOPMetricsHandler.instance
    }

    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}
}
