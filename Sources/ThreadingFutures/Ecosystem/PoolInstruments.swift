// Part of swift-threading. Apache-2.0: see LICENSE.

#if Metrics
internal import CoreMetrics

/// The instruments for the pools of one name.
final class PoolInstruments: Sendable {
    let threads: CountedGauge
    let active: CountedGauge
    let queued: CountedGauge
    let waitTime: CoreMetrics.Timer
    let runTime: CoreMetrics.Timer
    let failed: Counter
    let rejected: Counter
    let initializerFailed: Counter

    init(pool: String, prefix: String, factory: any MetricsFactory) {
        let dimensions = [("pool", pool)]
        func gauge(_ name: String) -> CountedGauge {
            CountedGauge(Gauge(label: "\(prefix)_\(name)", dimensions: dimensions, factory: factory))
        }
        func timer(_ name: String) -> CoreMetrics.Timer {
            CoreMetrics.Timer(label: "\(prefix)_\(name)", dimensions: dimensions, factory: factory)
        }
        func counter(_ name: String) -> Counter {
            Counter(label: "\(prefix)_\(name)", dimensions: dimensions, factory: factory)
        }
        threads = gauge("threads")
        active = gauge("active")
        queued = gauge("queued")
        waitTime = timer("wait_time")
        runTime = timer("run_time")
        failed = counter("failed")
        rejected = counter("rejected")
        initializerFailed = counter("initializer_failed")
    }
}

extension CoreMetrics.Timer {
    /// Records a duration; one that does not fit is the longest that does.
    func record(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, isTooLongAtLast) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
        recordNanoseconds(isTooLong || isTooLongAtLast ? Int64.max : sum)
    }
}
#endif
