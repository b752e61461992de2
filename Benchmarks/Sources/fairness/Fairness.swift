// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

/// How evenly threads that all want one lock share it.
///
/// `fairness [threads [milliseconds [runs]]]`, by default 16 threads for a second, five times. For each lock and kind of
/// section: how often a second it was taken, and what part of an even share the least and the most favoured thread had,
/// as medians over the runs; then each thread's share of the last run, in percent of an even one.
@main
enum Fairness {
    static func main() {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        let threads = max(2, numbers.first ?? 16)
        let time = Duration.milliseconds(max(1, numbers.dropFirst().first ?? 1_000))
        let runs = max(1, numbers.dropFirst(2).first ?? 5)
        print("\(threads) threads, \(time), median of \(runs)")
        print(row("lock", "section", "taken/s", "least", "(worst)", "most"))
        for contest in Contest.all {
            let results = (0..<runs).map { _ in contest.run(threads: threads, time: time) }
            let least = results.map(\.least)
            print(
                row(
                    contest.lock,
                    contest.section,
                    "\(Int(median(results.map(\.perSecond))))",
                    text(median(least)),
                    text(least.min() ?? 0),
                    text(median(results.map(\.most)))
                )
            )
            let shares = results.last.map(\.shares) ?? []
            print("    " + shares.sorted().map { "\(Int(($0 * 100).rounded()))" }.joined(separator: " "))
        }
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private static func text(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
    }

    private static func row(_ lock: String, _ section: String, _ numbers: String...) -> String {
        ([left(lock, 24), left(section, 8)] + numbers.map { right($0, 10) }).joined(separator: " ")
    }

    private static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
