// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Threading

/// Whose worker the calling thread is.
enum PoolWorker {
    private static let workers = ThreadLocal<PoolWorkers?> { nil }

    static var current: PoolWorkers? {
        get { workers.value }
        set { workers.value = newValue }
    }
}
