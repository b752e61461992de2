// Part of swift-threading. Apache-2.0: see LICENSE.

/// The text of the progress bar: a pure function of the figures and the terminal's width.
///
///     [########----------]  41%  1,204/2,950 files  1.3/3.1 GiB  911 MiB/s  0:02 left
///     1,204/2,950+ files  1.3 GiB  911 MiB/s  still looking for files
///
/// ASCII only, so that a byte is a column, and always shorter than the terminal is wide: text that
/// reaches the last column makes some terminals wrap. What does not fit is left out, from the end;
/// the bar takes what is left over, and is the first to go.
struct ProgressLine {
    var figures: ProgressFigures

    /// The line for a terminal of `width` columns; where it `isColoured`, the bar is green, by escape
    /// sequences that take no columns.
    func text(width: Int, isColoured: Bool = false) -> String {
        let room = max(0, width - 1)
        var text = ""
        for part in parts {
            let longer = text.isEmpty ? part : "\(text)  \(part)"
            guard longer.utf8.count <= room else { break }
            text = longer
        }
        if text.isEmpty { return String(fallback.prefix(room)) }
        guard let fraction = figures.fraction else { return text }
        let barWidth = min(Self.widestBar, room - text.utf8.count - 4)
        guard barWidth >= Self.narrowestBar else { return text }
        return "[\(bar(fraction, width: barWidth, isColoured))]  \(text)"
    }

    private var parts: [String] {
        var parts: [String] = []
        if let fraction = figures.fraction { parts.append(Self.padded("\(Int(fraction * 100))%", to: 4)) }
        parts.append(
            "\(Self.grouped(figures.filesDone))/\(Self.grouped(figures.filesKnown))\(figures.isTotalKnown ? "" : "+") files"
        )
        let done = Self.size(figures.bytesDone)
        parts.append(figures.isTotalKnown ? "\(done)/\(Self.size(figures.bytesKnown))" : done)
        if let rate = figures.bytesPerSecond { parts.append("\(Self.size(Int(min(rate, 1e18))))/s") }
        if let seconds = figures.secondsLeft {
            parts.append("\(Self.time(seconds)) left")
        } else if !figures.isTotalKnown {
            parts.append("still looking for files")
        }
        return parts
    }

    private var fallback: String {
        figures.fraction.map { "\(Int($0 * 100))%" } ?? "\(figures.filesDone)"
    }

    private func bar(_ fraction: Double, width: Int, _ isColoured: Bool) -> String {
        let full = Int(fraction * Double(width))
        let done = String(repeating: "#", count: full)
        let left = String(repeating: "-", count: width - full)
        return isColoured ? "\u{1B}[32m\(done)\u{1B}[0m\(left)" : done + left
    }

    private static let widestBar = 30
    private static let narrowestBar = 8
}

extension ProgressLine {
    /// `1,234,567`.
    static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3), digit != "-" { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }

    /// `999 B`, `1.3 GiB`, `120 MiB`: three digits at most where that is possible.
    static func size(_ bytes: Int) -> String {
        var value = Double(max(0, bytes))
        var unit = 0
        let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
        while value >= 999.5, unit < units.count - 1 {
            value /= 1024
            unit += 1
        }
        if unit == 0 || value >= 99.5 { return "\(Int(value.rounded())) \(units[unit])" }
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }

    /// `0:07`, `12:34`, `1:02:03`.
    static func time(_ seconds: Int) -> String {
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(seconds % 60))" : "\(minutes):\(two(seconds % 60))"
    }

    private static func padded(_ text: String, to width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.utf8.count)) + text
    }
}
