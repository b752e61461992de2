// Part of swift-threading. Apache-2.0: see LICENSE.

/// The pieces of an SVG document.
///
/// Lengths are tenths of a pixel, so that the same timeline gives the same text.
enum SVGText {
    /// Text between tags or in quotation marks; what XML cannot hold at all is replaced.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n", "\r": escaped += " "
            case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    static func length(_ tenths: Int) -> String {
        tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    static func rectangle(
        _ kind: String,
        x: Int,
        y: Int,
        width: Int,
        height: Int,
        _ rest: String = "",
        title: String = ""
    )
        -> String
    {
        let place = "x=\"\(length(x))\" y=\"\(length(y))\" width=\"\(length(width))\" height=\"\(length(height))\""
        let start = "<rect class=\"\(kind)\" \(place)\(rest.isEmpty ? "" : " \(rest)")"
        return title.isEmpty ? "\(start)/>" : "\(start)><title>\(escaped(title))</title></rect>"
    }

    static func text(_ kind: String, x: Int, y: Int, _ text: String, title: String = "") -> String {
        let tip = title.isEmpty ? "" : "<title>\(escaped(title))</title>"
        return "<text class=\"\(kind)\" x=\"\(length(x))\" y=\"\(length(y))\">\(escaped(text))\(tip)</text>"
    }

    /// What all documents look like: the kinds of things, by their class.
    static let style = """
        <style>
        text { font-family: system-ui, "Segoe UI", Helvetica, Arial, sans-serif; font-size: 12px; fill: #24292f }
        .title { font-size: 16px; font-weight: 600 }
        .note { fill: #57606a }
        .tick { font-size: 11px; fill: #57606a; text-anchor: middle }
        .number { font-size: 10px; text-anchor: middle; pointer-events: none }
        .end { text-anchor: end; font-size: 11px; fill: #57606a }
        .grid { stroke: #d0d7de; stroke-width: 1 }
        .run { fill: #74b58e }
        .wait { fill: #eceff3; stroke: #c3cad3; stroke-width: .5 }
        .few { fill: #eceff3 }
        .task0 { fill: #f2b45f }
        .task1 { fill: #f8d08f }
        .lost { fill: url(#lost) }
        .area { fill: #cfe0f5; stroke: #4a78b0; stroke-width: 1; stroke-linejoin: round }
        .lock0 { fill: #1f3554 }
        .lock1 { fill: #7d2748 }
        .lock2 { fill: #50307c }
        .lock3 { fill: #6b4a12 }
        .more { fill: #4b5560 }
        </style>
        <defs><pattern id="lost" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
        <rect width="6" height="6" fill="#ffffff"/><rect width="2" height="6" fill="#e6b8b8"/></pattern></defs>
        """
}
