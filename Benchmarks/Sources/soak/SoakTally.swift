// Part of swift-threading. Apache-2.0: see LICENSE.

/// How much was done with a kind.
struct SoakTally {
    let name: String
    private(set) var rounds = 0
    private(set) var operations = 0
    private var time = Duration.zero

    init(name: String) {
        self.name = name
    }

    mutating func add(_ operations: Int, in time: Duration) {
        rounds += 1
        self.operations += operations
        self.time += time
    }

    private var perSecond: Int { time > .zero ? Int(Double(operations) / (time / .seconds(1))) : 0 }

    static func line(_ tallies: [SoakTally], after time: Duration) -> String {
        let rounds = tallies.reduce(0) { $0 + $1.rounds }
        let operations = tallies.reduce(0) { $0 + $1.operations }
        return "\(time.components.seconds) s: \(rounds) rounds, \(operations) operations, nothing lost, nothing twice"
    }

    static func table(_ tallies: [SoakTally], after time: Duration) -> String {
        let rows = tallies.map { tally in
            pad(tally.name, 34) + right(tally.rounds) + right(tally.operations) + right(tally.perSecond)
        }
        let head = pad("kind", 34) + "      rounds  operations    a second"
        return ([head] + rows + [line(tallies, after: time)]).joined(separator: "\n")
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func right(_ number: Int) -> String {
        String(repeating: " ", count: max(1, 12 - "\(number)".count)) + "\(number)"
    }
}
