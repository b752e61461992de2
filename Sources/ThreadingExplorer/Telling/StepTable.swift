// Part of swift-threading. Apache-2.0: see LICENSE.

/// A text with a line for each step, a column for each thread, and the source lines at the end.
struct StepTable {
    private enum Row {
        case step(number: Int, column: Int, text: String, place: String)
        case remark(String)
    }

    private let columns: [String]
    private var rows: [Row] = []

    init(columns: [String]) {
        self.columns = columns
    }

    mutating func add(number: Int, column: Int, text: String, place: String) {
        rows.append(.step(number: number, column: column, text: text, place: place))
    }

    mutating func addRemark(_ text: String) { rows.append(.remark(text)) }

    var text: String {
        var widths = columns.map(\.count)
        var digits = 1
        for case .step(let number, let column, let text, _) in rows {
            widths[column] = max(widths[column], text.count)
            digits = max(digits, String(number).count)
        }
        let margin = String(repeating: " ", count: digits + 2)
        var lines = [margin + zip(columns, widths).map { Self.pad($0, $1) }.joined(separator: "  ")]
        for row in rows {
            switch row {
            case .remark(let text):
                lines.append(margin + text)
            case .step(let number, let column, let text, let place):
                let cells = widths.indices.map { Self.pad($0 == column ? text : "", widths[$0]) }
                let label = String(number)
                let indent = String(repeating: " ", count: digits - label.count)
                let line = indent + label + "  " + cells.joined(separator: "  ")
                lines.append(place.isEmpty ? line : line + "  " + place)
            }
        }
        return lines.map(Self.trimmed).joined(separator: "\n")
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}
