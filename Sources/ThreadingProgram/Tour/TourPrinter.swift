// Part of swift-threading. Apache-2.0: see LICENSE.

/// Prints chapters: what they are about, their programs, and what these print when they are run.
struct TourPrinter {
    private static let preface = """
        "Learning Python 3 threading module", an article by Nicolas Le Manchet, chapter by chapter. What \
        stands in quotation marks is his. Each program is shown as it stands in its file, and runs \
        while you read, in a process of its own. \
        Most need only @main before their enum to be programs of yours.
        """

    /// Where timelines go; nil if none are recorded.
    var trace: TraceFolder?

    private let style = TextStyle.forStandardOutput()

    /// Prints every chapter in its order.
    func printAll() throws {
        for line in TextStyle.wrap(Self.preface) { write(line) }
        for chapter in TourChapter.all {
            write("")
            write("")
            try print(chapter)
        }
    }

    func print(_ chapter: TourChapter) throws {
        write(style.heading(heading(of: chapter)))
        write(String(repeating: "=", count: TextStyle.width))
        for line in TextStyle.wrap(chapter.text) { write(line) }
        write("")
        if let refused = chapter.refused {
            show(refused.source)
            rule("the compiler refuses it")
            for words in refused.words { indent(words, rest: "      ") }
            rule("the same, protected")
        }
        show(chapter.source)
        rule("what it prints")
        for line in try ChildProgram(chapter: chapter.name, trace: trace).output() { indent(line, rest: "    ") }
        guard let trace else { return }
        rule("what its threads did")
        for name in trace.names(of: chapter) { indent(name[...], rest: "    ") }
    }

    private func heading(of chapter: TourChapter) -> String {
        let title = "\(chapter.number). \(chapter.title)"
        let gap = max(1, TextStyle.width - title.count - chapter.name.count)
        return title + String(repeating: " ", count: gap) + chapter.name
    }

    private func show(_ source: ProgramSource) {
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
