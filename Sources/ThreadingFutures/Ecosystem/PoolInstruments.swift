// Part of swift-threading. Apache-2.0: see LICENSE.

#if Metrics
internal import CoreMetrics
internal import Threading

/// The instruments for the pools of one name.
final class PoolInstruments: Sendable {
    let threads: CountedGauge
    let active: CountedGauge
    let waitTime: CoreMetrics.Timer
    let runTime: CoreMetrics.Timer
    let failed: Counter
    let rejected: Counter
    let initializerFailed: Counter

    private let queued: Gauge
    private let pools = Locked<[Watched]>([])

    /// A pool of the name, as long as anybody keeps it.
    private struct Watched: Sendable {
        weak let pool: ThreadPool?
    }

    init(pool: String, prefix: String, factory: any MetricsFactory) {
        let dimensions = [("pool", pool)]
        func gauge(_ name: String) -> Gauge {
            Gauge(label: "\(prefix)_\(name)", dimensions: dimensions, factory: factory)
        }
        func timer(_ name: String) -> CoreMetrics.Timer {
            CoreMetrics.Timer(label: "\(prefix)_\(name)", dimensions: dimensions, factory: factory)
        }
        func counter(_ name: String) -> Counter {
            Counter(label: "\(prefix)_\(name)", dimensions: dimensions, factory: factory)
        }
        threads = CountedGauge(gauge("threads"))
        active = CountedGauge(gauge("active"))
        queued = gauge("queued")
        waitTime = timer("wait_time")
        runTime = timer("run_time")
        failed = counter("failed")
        rejected = counter("rejected")
        initializerFailed = counter("initializer_failed")
    }

    func watch(_ pool: ThreadPool) {
        pools.withLock { watched in
            watched.removeAll { $0.pool == nil }
            watched.append(Watched(pool: pool))
        }
    }

    /// Asks the pools, since not every way out of their queues is an event.
    ///
    /// Where something waits, something runs, and its end is an event: so the last record is right.
    func recordQueued() {
        queued.recordLatest { pools.withLock { $0 }.reduce(0) { $0 + ($1.pool?.queuedCount ?? 0) } }
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
