// Part of swift-threading. Apache-2.0: see LICENSE.

/// Prints chapters: what they are about, their programs, and what these print when they are run.
struct TourPrinter {
    private let style = TextStyle.forStandardOutput()

    /// Prints every chapter in its order.
    func printAll() throws {
        for chapter in TourChapter.all {
            try print(chapter)
            write("")
        }
    }

    func print(_ chapter: TourChapter) throws {
        write(style.heading(heading(of: chapter)))
        write("")
        for line in TextStyle.wrap(chapter.text) { write(line) }
        if let refused = chapter.refused {
            show(refused.source)
            rule("the compiler refuses it")
            for words in refused.words { indent(words, rest: "      ") }
            rule("the same, protected")
        }
        show(chapter.source)
        rule("what it prints")
        for line in try ChildProgram(chapter: chapter.name).output() { indent(line, rest: "    ") }
    }

    private func heading(of chapter: TourChapter) -> String {
        let title = "\(chapter.number). \(chapter.title)"
        let gap = max(1, TextStyle.width - title.count - chapter.name.count)
        return title + String(repeating: " ", count: gap) + chapter.name
    }

    private func show(_ source: ProgramSource) {
        write("")
        for line in source.lines { write(line.isEmpty ? "" : "    \(line)") }
    }

    private func rule(_ text: String) {
        write("")
        let start = "  -- \(text) "
        write(start + String(repeating: "-", count: TextStyle.width - start.count))
        write("")
    }

    private func indent(_ line: Substring, rest: String) {
        for part in TextStyle.wrap(line, first: "    ", rest: rest) { write(part) }
    }

    private func write(_ line: some StringProtocol) { Swift.print(line) }
}
