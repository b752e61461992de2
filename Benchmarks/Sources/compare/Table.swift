// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation

/// The table of all scenarios, in Markdown.
struct Table {
    let rows: [Row]

    /// The rows that have been measured, in the order in which locks come before queues and queues before pools.
    init(_ runs: [Run]) {
        let order = ["lock", "rlock", "rwlock", "cond", "sem", "barrier", "queue", "pool", "spawn"]
        func rank(_ name: String) -> Int { order.firstIndex { name.hasPrefix($0) } ?? order.count }
        rows = Dictionary(grouping: runs, by: \.scenario)
            .compactMap { Row($0.key, $0.value) }
            .sorted {
                let ranks = (rank($0.scenario), rank($1.scenario))
                return ranks.0 == ranks.1
                    ? $0.scenario.compare($1.scenario, options: .numeric) == .orderedAscending : ranks.0 < ranks.1
            }
    }

    var markdown: String {
        let head = """
            | scenario | ours, ns | rounds | best peer, ns | ratio | mark | Swift otherwise, ns | Python, ns | floor, ns | |
            | --- | --: | --: | --- | --: | --: | --- | --- | --- | --- |

            """
        return head + rows.map(line).joined(separator: "\n") + "\n"
    }

    private func line(_ row: Row) -> String {
        let mark = Mark.of(row.scenario)
        var ratio = row.ratio.map(Self.number) ?? ""
        if let mark, let value = row.ratio, value > mark { ratio = "**\(ratio)**" }
        var remarks: [String] = []
        if let share = row.leastShare { remarks.append("least share \(Self.number(share))") }
        if let speedUp = row.speedUp { remarks.append("\(Self.number(speedUp)) times one thread") }
        if let resident = row.resident {
            let raw = resident.raw.map { ", raw \(Self.number($0))" } ?? ""
            remarks.append("\(Self.number(resident.ours)) KiB each\(raw)")
        }
        if row.ours.spread.upperBound > 1.5 * row.ours.spread.lowerBound {
            remarks.append(
                "ours \(Self.number(row.ours.spread.lowerBound)) to \(Self.number(row.ours.spread.upperBound))"
            )
        }
        let cells = [
            row.scenario, Self.number(row.ours.nanoseconds), "\(row.ours.rounds)", Self.cell(row.best), ratio,
            mark.map(Self.number) ?? "", Self.cell(row.incumbent), Self.cell(row.python), Self.cell(row.floor),
            remarks.joined(separator: "; "),
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    private static func cell(_ entry: Row.Entry?) -> String {
        entry.map { "\($0.peer.replacingOccurrences(of: "*", with: "")) \(number($0.nanoseconds))" } ?? ""
    }

    /// Three digits that count.
    static func number(_ value: Double) -> String {
        value < 10
            ? String(format: "%.2f", value) : value < 100 ? String(format: "%.1f", value) : "\(Int(value.rounded()))"
    }
}
