// Part of swift-threading. Apache-2.0: see LICENSE.

import ArgumentParser

/// The program `threading`: what the libraries of this package are good for, to be used and read.
@main struct ThreadingProgram: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "threading",
        abstract: "Threads at work.",
        version: "0.1.0",
        subcommands: [
            HashCommand.self, TourCommand.self,
        ]
    )

    /// Replaces the parser's own, which takes the arguments for UTF-8: see ``ArgumentText``.
    static func main() {
        main(ArgumentText.ofThisProcess())
    }
}
