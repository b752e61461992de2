// Part of swift-threading. Apache-2.0: see LICENSE.

/// Something of this package that is measured, and what it is measured at.
struct Scenario: Sendable {
    let peer: String
    let name: String
    let measure: @Sendable (Meter) -> Measured

    init(_ peer: String, _ name: String, _ measure: @escaping @Sendable (Meter) -> Measured) {
        self.peer = "ours.\(peer)"
        self.name = name
        self.measure = measure
    }

    static let all: [Scenario] = locks + readWriteLocks + handOvers + queues + threads + pools
}
