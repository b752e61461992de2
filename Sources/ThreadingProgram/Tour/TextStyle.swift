// Part of swift-threading. Apache-2.0: see LICENSE.

/// How the tour's text is set: bold where a terminal shows it, and nowhere wider than 80 columns.
struct TextStyle: Sendable {
    static let width = 80

    /// Whether headings are bold.
    let isBold: Bool

    /// The style for standard output. https://no-color.org
    static func forStandardOutput() -> TextStyle {
        let isDumb = Terminal.environment("TERM") == "dumb"
        return TextStyle(isBold: Terminal.isStandardOutput && Terminal.wantsColour && !isDumb)
    }

    func heading(_ text: String) -> String {
        isBold ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }

    /// Breaks the text between words where it does not fit.
    ///
    /// A word that is too long by itself is broken anywhere. The first line begins with `first`, the
    /// others with `rest`.
    static func wrap(_ text: some StringProtocol, first: String = "", rest: String = "") -> [String] {
        var lines: [String] = []
        var line = first
        var isEmpty = true
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if !isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                (line, isEmpty) = (rest, true)
            }
            line += isEmpty ? String(word) : " \(word)"
            isEmpty = false
            while line.count > width {
                lines.append(String(line.prefix(width)))
                line = rest + line.dropFirst(width)
            }
        }
        return lines + [line]
    }
}
