// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation

/// A page of Markdown with a table between two comments, and a picture beside it.
struct Page {
    let path: String

    private static let begin = "<!-- table: begin -->\n"
    private static let end = "<!-- table: end -->\n"

    /// Puts the table where the one before was, and draws its picture, where the page shows one: its own name with `.svg`.
    func replace(_ table: Table) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        guard let begin = text.range(of: Self.begin), let end = text.range(of: Self.end),
            begin.upperBound <= end.lowerBound
        else { throw CompareError("\(path) has no place for the table: \(Self.begin)…\(Self.end)") }
        let page = text[..<begin.upperBound] + "\n" + table.markdown + "\n" + text[end.lowerBound...]
        try page.write(toFile: path, atomically: true, encoding: .utf8)
        let picture = (path as NSString).deletingPathExtension + ".svg"
        guard page.contains("](\((picture as NSString).lastPathComponent))") else { return }
        try Plot(rows: table.rows).svg.write(toFile: picture, atomically: true, encoding: .utf8)
    }
}
