// Part of swift-threading. Apache-2.0: see LICENSE.

/// The lines that `--check` prints: `NAME: OK`.
struct CheckLineFormat: Sendable {
    enum Result: String { case ok = "OK", failed = "FAILED", unreadable = "FAILED open or read" }

    var report: CheckOptions.Report?

    /// The whole line, or nothing where the options want none.
    func line(name: FileName, _ result: Result) -> [UInt8] {
        guard report != .status, !(report == .quiet && result == .ok) else { return [] }
        var line: [UInt8] = []
        // Only a newline has a name escaped here, where a checksum line escapes more.
        if name.bytes.contains(UInt8(ascii: "\n")) {
            line.append(UInt8(ascii: "\\"))
            NameEscaping.append(name.bytes, to: &line)
        } else {
            line.append(contentsOf: name.bytes)
        }
        line.append(contentsOf: ": \(result.rawValue)\n".utf8)
        return line
    }
}
