// Part of swift-threading. Apache-2.0: see LICENSE.

/// What a scenario's ratio is to be at the most.
enum Mark {
    private static let marks: [(prefix: String, mark: Double)] = [
        ("lock_uncontended", 1.03), ("lock_contended", 1.0), ("rlock", 1.0), ("rwlock_2_w01", 0.4),
        ("rwlock_4_w01", 0.4),
        ("rwlock", 1.0), ("cond_pingpong", 0.1), ("sem_pingpong", 0.1), ("barrier_2", 1.0), ("barrier_4", 0.9),
        ("barrier_16", 0.8), ("queue_pingpong", 0.6), ("pool_submit", 1.0), ("pool_forkjoin", 0.5), ("pool_map", 1.0),
        ("pool_sha", 1.0), ("spawn_join_pool", 0.05), ("spawn_join", 1.0),
    ]

    /// The mark of a scenario; nil if it has none.
    static func of(_ scenario: String) -> Double? {
        if scenario.hasSuffix("_ref") { return 1.05 }
        if let known = marks.first(where: { scenario.hasPrefix($0.prefix) }) { return known.mark }
        guard scenario.hasPrefix("queue_") else { return nil }
        let byCapacity = ["_1": 0.7, "_1024": 0.75, "_unb": 0.5, "_rdv": 0.8]
        return byCapacity.first { scenario.hasSuffix($0.key) }?.value
    }
}
