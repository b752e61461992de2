// Part of swift-threading. Apache-2.0: see LICENSE.

/// One run of `threading tour` as a process, and what came out of it.
struct TourRun: Sendable {
    let ending: ChildProcess.Ending
    let output: String
    let errors: String

    /// The tour from its beginning to its end, which many tests look at and which runs once.
    static let whole = Task { try await TourRun.of() }

    /// What the program of a chapter has printed, without its indentation.
    func printed(in chapter: String) -> [String] {
        let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
        let part = lines.drop { !$0.hasSuffix(" \(chapter)") }
        let below = part.drop { !$0.hasPrefix("  -- what it prints -") }.dropFirst(2)
        return below.prefix { $0.hasPrefix("    ") }.map { String($0.dropFirst(4)) }
    }

    /// Runs it to its end.
    ///
    /// - Parameters:
    ///   - arguments: what follows `threading tour`.
    ///   - shell: how the shell is to run the command that it is given.
    /// - Throws: where it cannot be run.
    /// - Returns: the run, when it has ended.
    static func of(_ arguments: String..., shell: String = #"exec "$@""#) async throws -> TourRun {
        let program = String(decoding: try Program.path(), as: UTF8.self)
        let command = ["-c", shell, "sh", program, "tour"] + arguments
        let result = try await Program.run(
            Array("/bin/sh".utf8),
            command.map { Array($0.utf8) },
            in: try TemporaryTree()
        )
        return TourRun(ending: result.ending, output: result.outputText, errors: result.errorText)
    }
}
