// Part of swift-threading. Apache-2.0: see LICENSE.

/// What a terminal would show after all of this was written to it.
struct ScreenContent {
    /// The lines that have ended.
    private(set) var lines: [String] = []
    /// The line that the cursor is in.
    private(set) var current = ""
    /// Every state that the cursor's line was left in by going back to its start.
    private(set) var drawings: [String] = []

    private var cells: [Unicode.Scalar] = []
    private var column = 0

    init(_ written: String) {
        var rest = Substring(written).unicodeScalars
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\r":
                drawings.append(text)
                column = 0
            case "\n":
                lines.append(text)
                cells = []
                column = 0
            case "\u{1B}":
                // The two sequences that the program knows: erase to the end, and a colour.
                var end = rest.popFirst()
                while let next = end, next == "[" || next.properties.numericType != nil { end = rest.popFirst() }
                if end == "K" { cells.removeSubrange(min(column, cells.count)...) }
            default:
                if column < cells.count { cells[column] = scalar } else { cells.append(scalar) }
                column += 1
            }
        }
        current = text
    }

    private var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: cells)
        return String(view)
    }
}
