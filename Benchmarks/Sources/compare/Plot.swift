// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation

/// The ratios as a picture: a bar for each scenario, on a scale of powers of ten, from where both are equal.
struct Plot {
    let rows: [Row]

    private let left = 210.0
    private let width = 620.0

    /// For the figure beside the longest bar.
    private let indent = 36.0
    private let height = 20.0
    private let top = 46.0

    /// An SVG document.
    var svg: String {
        let shown = rows.filter { $0.ratio != nil }
        let end = top + height * Double(shown.count)
        var parts = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(Int(left + width + 70))" height="\(Int(end + 20))" \
            font-family="sans-serif" font-size="12">
            <rect width="100%" height="100%" fill="white"/>
            <text x="\(left)" y="16">Time of this package divided by that of the best peer: left of 1 is faster. Red: the mark.</text>
            """
        ]
        for ratio in [0.01, 0.1, 1, 10] {
            let x = place(ratio)
            parts.append(
                """
                <line x1="\(x)" y1="\(top - 6)" x2="\(x)" y2="\(end)" stroke="\(ratio == 1 ? "black" : "#cccccc")"/>
                <text x="\(x)" y="\(top - 10)" text-anchor="middle">\(Table.number(ratio))</text>
                """
            )
        }
        for (index, row) in shown.enumerated() {
            guard let ratio = row.ratio else { continue }
            let y = top + height * Double(index)
            let (from, to) = (min(place(ratio), place(1)), max(place(ratio), place(1)))
            let middle = y + height / 2 + 4
            parts.append(
                """
                <text x="\(left - 8)" y="\(middle)" text-anchor="end">\(row.scenario)</text>
                <rect x="\(from)" y="\(y + 3)" width="\(max(1, to - from))" height="\(height - 6)" \
                fill="\(ratio <= 1 ? "#2b7bba" : "#d9822b")"/>
                <text x="\(ratio <= 1 ? from - 4 : to + 4)" y="\(middle)" \
                text-anchor="\(ratio <= 1 ? "end" : "start")">\(Table.number(ratio))</text>
                """
            )
            if let mark = Mark.of(row.scenario) {
                let x = place(mark)
                parts.append(
                    "<line x1=\"\(x)\" y1=\"\(y + 1)\" x2=\"\(x)\" y2=\"\(y + height - 1)\" stroke=\"#b00020\"/>"
                )
            }
        }
        parts.append("</svg>")
        return parts.joined(separator: "\n") + "\n"
    }

    /// From a hundredth to ten.
    private func place(_ ratio: Double) -> Double {
        let value = min(max(ratio, 0.01), 20)
        return (left + indent + (width - indent) * (log10(value) + 2) / (log10(20) + 2)).rounded()
    }
}
