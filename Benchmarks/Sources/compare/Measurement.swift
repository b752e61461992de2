// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation

/// Runs the program that measures, once for each peer and scenario in each round.
struct Measurement {
    /// The program `peer`, which lies beside this one.
    let program: URL

    /// - Parameters:
    ///   - patterns: scenarios, by the beginnings of their names; all if there is none.
    ///   - rounds: how often each is measured; the peers of a scenario take turns.
    ///   - told: called with each run.
    /// - Throws: a ``CompareError`` if the program is missing or knows no such scenario.
    func run(_ patterns: [String], rounds: Int, told: (Run) throws -> Void) throws {
        let known = try output([]).split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let jobs = known.filter { job in
            job.count == 2 && (patterns.isEmpty || patterns.contains { job[1].hasPrefix($0) })
        }
        guard !jobs.isEmpty else {
            throw CompareError("no scenario begins with \(patterns.joined(separator: " or ")); `peer` lists them")
        }
        let scenarios = jobs.map { $0[1] }.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        for round in 1...rounds {
            for scenario in scenarios {
                for job in jobs.filter({ $0[1] == scenario }).shuffled() { try told(try measure(job)) }
            }
            FileHandle.standardError.write(Data("round \(round) of \(rounds) done\n".utf8))
        }
    }

    private func measure(_ job: [String]) throws -> Run {
        let line = try output(job).split(separator: "\n").last.map(String.init) ?? ""
        guard let run = try? JSONDecoder().decode(Run.self, from: Data(line.utf8)) else {
            FileHandle.standardError.write(Data("\(job.joined(separator: " ")) failed: \(line)\n".utf8))
            return Run(peer: job[0], scenario: job[1])
        }
        return run
    }

    private func output(_ arguments: [String]) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = program
        process.arguments = arguments
        process.standardOutput = pipe
        do {
            try process.run()
        } catch {
            throw CompareError("\(program.path) does not start (\(error)); Scripts/compare.sh builds it")
        }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(bytes: data, encoding: .utf8) ?? ""
    }
}
