// Part of swift-threading. Apache-2.0: see LICENSE.

import ArgumentParser
import ThreadingDiagnostics

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

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Write a timeline of each program to this directory, as SVG and for Perfetto.",
            valueName: "dir"
        )
    )
    var trace: PathArgument?

    @Argument(help: "The name or the number of one chapter. Without it, all are shown.")
    var chapter: String?

    func validate() throws {
        guard let chapter, TourChapter.find(chapter) == nil else { return }
        throw ValidationError("There is no chapter '\(chapter)'. The chapters are:\n\(TourChapter.list)")
    }

    func run() throws {
        if list { return print(TourChapter.list) }
        let folder = trace.map { TraceFolder(name: $0.name) }
        let chapter = chapter.flatMap(TourChapter.find)
        if program, let chapter { return try run(chapter, folder) }
        try folder?.make()
        let printer = TourPrinter(trace: folder)
        if let chapter { try printer.print(chapter) } else { try printer.printAll() }
    }

    /// The chapter's program itself, with all that it does on record where that is asked for.
    private func run(_ chapter: TourChapter, _ folder: TraceFolder?) throws {
        guard let folder else { return try chapter.main() }
        let recorder = TimelineRecorder()
        try chapter.main()
        try folder.write(recorder.stop(), of: chapter)
    }
}
