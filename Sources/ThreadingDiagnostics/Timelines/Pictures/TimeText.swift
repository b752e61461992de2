// Part of swift-threading. Apache-2.0: see LICENSE.

/// Times for people to read.
enum TimeText {
    /// With three digits that count, and the unit that suits it: `740 ns`, `12.3 µs`, `4.21 ms`.
    static func text(_ nanoseconds: Int) -> String {
        guard let unit = units.last(where: { nanoseconds >= $0.size }), unit.size > 1 else {
            return "\(nanoseconds) ns"
        }
        // Thousandths of the unit, of which as many are shown as there is room for.
        let thousandths = nanoseconds / (unit.size / 1_000)
        let places = thousandths >= 100_000 ? 0 : thousandths >= 10_000 ? 1 : 2
        return "\(decimal(thousandths, places: places)) \(unit.name)"
    }

    static func text(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        return text(Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000))
    }

    /// The times at an axis: round, some six to twelve, all in one unit, with the text of each.
    static func ticks(_ length: Int) -> [(time: Int, text: String)] {
        guard length > 0 else { return [(0, "0")] }
        var step = 1
        while length / step > 12 {
            // 1, 2, 5, 10, 20, 50 …
            step = String(step).hasPrefix("2") ? step / 2 * 5 : step * 2
        }
        let unit = units.last { step * 10 >= $0.size } ?? (1, "ns")
        let places = (0...3).first { unit.size <= 1 || step % max(1, unit.size / tenth[$0]) == 0 } ?? 3
        return stride(from: 0, through: length, by: step).map { time in
            let thousandths = unit.size == 1 ? time * 1_000 : time / (unit.size / 1_000)
            return (time, time == 0 ? "0" : "\(decimal(thousandths, places: places)) \(unit.name)")
        }
    }

    /// A number of thousandths, cut after so many places.
    private static func decimal(_ thousandths: Int, places: Int) -> String {
        guard places > 0 else { return "\(thousandths / 1_000)" }
        let fraction = String(1_000 + thousandths % 1_000).dropFirst().prefix(places)
        return "\(thousandths / 1_000).\(fraction)"
    }

    private static let units = [
        (size: 1, name: "ns"), (size: 1_000, name: "µs"), (size: 1_000_000, name: "ms"),
        (size: 1_000_000_000, name: "s"),
    ]
    private static let tenth = [1, 10, 100, 1_000]
}
