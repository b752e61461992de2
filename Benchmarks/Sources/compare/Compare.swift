// Part of swift-threading. Apache-2.0: see LICENSE.

import ArgumentParser
import Foundation

/// Measures this package beside what Swift programs use otherwise, and prints the table.
@main
struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compares this package with others, scenario by scenario.",
        discussion: """
            Without --from it runs the program `peer`, which has this package and what Foundation, Dispatch, the standard \
            library and SwiftNIO have; each peer of a scenario once a round, in an order by chance. The runs of other \
            languages' programs come from a file, a line of JSON each.
            """
    )

    @Option(help: "How often each is measured.") var rounds = 5
    @Option(help: "A file to append the runs to.") var save: String?
    @Option(help: "Read the runs of this file, and measure nothing.") var from: [String] = []
    @Option(help: "A page of Markdown, whose table is replaced, and whose picture is drawn beside it if it has one.")
    var page: String?
    @Argument(help: "The beginnings of the scenarios' names; all if there is none.") var scenarios: [String] = []

    func validate() throws {
        guard rounds > 0 else { throw ValidationError("--rounds is one or more, not \(rounds)") }
    }

    func run() throws {
        let runs = try from.isEmpty ? measured() : from.flatMap { try Run.read($0) }.filter(isWanted)
        let table = Table(runs)
        if let page { try Page(path: page).replace(table) } else { print(table.markdown, terminator: "") }
    }

    private func isWanted(_ run: Run) -> Bool {
        scenarios.isEmpty || scenarios.contains { run.scenario.hasPrefix($0) }
    }

    private func measured() throws -> [Run] {
        let own = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let program = own.deletingLastPathComponent().appendingPathComponent("peer")
        let file = try save.map { path in
            let manager = FileManager.default
            guard manager.fileExists(atPath: path) || manager.createFile(atPath: path, contents: nil),
                let file = FileHandle(forWritingAtPath: path)
            else { throw CompareError("\(path) can not be written") }
            try file.seekToEnd()
            return file
        }
        var runs: [Run] = []
        try Measurement(program: program).run(scenarios, rounds: rounds) { run in
            runs.append(run)
            try file?.write(contentsOf: JSONEncoder().encode(run) + Data("\n".utf8))
        }
        return runs
    }
}
