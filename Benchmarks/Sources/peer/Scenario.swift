// Part of swift-threading. Apache-2.0: see LICENSE.

/// Something that is measured, and what it is measured at.
struct Scenario: Sendable {
    let peer: String
    let name: String
    let measure: @Sendable (Meter) -> Measured

    init(peer: String, _ name: String, _ measure: @escaping @Sendable (Meter) -> Measured) {
        self.peer = peer
        self.name = name
        self.measure = measure
    }

    /// One of this package.
    init(_ peer: String, _ name: String, _ measure: @escaping @Sendable (Meter) -> Measured) {
        self.init(peer: "ours.\(peer)", name, measure)
    }

    /// One of what Swift programs use otherwise.
    init(incumbent peer: String, _ name: String, _ measure: @escaping @Sendable (Meter) -> Measured) {
        self.init(peer: "swift.\(peer)", name, measure)
    }

    /// Those that can be measured here.
    static let all: [Scenario] = {
        let scenarios =
            locks + readWriteLocks + handOvers + queues + threads + pools
            + swiftLocks + swiftHandOvers + swiftQueues + swiftThreads + swiftPools
        return Hash() == nil ? scenarios.filter { $0.name != "pool_sha512" } : scenarios
    }()
}
