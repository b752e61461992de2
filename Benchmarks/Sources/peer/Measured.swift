// Part of swift-threading. Apache-2.0: see LICENSE.

/// One measurement.
struct Measured: Sendable {
    var nanoseconds: Double
    var count: Int

    /// Of the least and the most favoured thread, in parts of an even share.
    var shares: (least: Double, most: Double)?

    /// Further figures, by their names in the protocol.
    var further: [(String, Double)] = []

    func line(peer: String, scenario: String) -> String {
        var fields = [
            "\"peer\":\"\(peer)\"", "\"scenario\":\"\(scenario)\"", "\"ns_per_op\":\(nanoseconds)", "\"n\":\(count)",
        ]
        if let shares {
            fields += ["\"min_share\":\(shares.least)", "\"max_share\":\(shares.most)"]
        }
        fields += further.map { "\"\($0.0)\":\($0.1)" }
        return "{\(fields.joined(separator: ","))}"
    }
}
