// Part of swift-threading. Apache-2.0: see LICENSE.

import ArgumentParser

/// `threading tour`.
struct TourCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tour",
        abstract: "The article \"Learning Python 3 threading module\", as programs that run.",
        discussion: "Shows each program and what it prints when it is run, now and here."
    )

    @Flag(help: "Name the chapters and do nothing else.")
    var list = false

    /// Set by the tour itself, which runs each program in a process of its own: see ``ChildProgram``.
    @Flag(help: .hidden)
    var program = false

    @Argument(help: "The name or the number of one chapter. Without it, all are shown.")
    var chapter: String?

    func validate() throws {
        guard let chapter, TourChapter.find(chapter) == nil else { return }
        throw ValidationError("There is no chapter '\(chapter)'. The chapters are:\n\(TourChapter.list)")
    }

    func run() throws {
        if list { return print(TourChapter.list) }
        guard let chapter = chapter.flatMap(TourChapter.find) else { return try TourPrinter().printAll() }
        if program { try chapter.main() } else { try TourPrinter().print(chapter) }
    }
}
