// Part of swift-threading. Apache-2.0: see LICENSE.

import ArgumentParser
import Testing

@testable import ThreadingProgram

@Suite struct HashCommandTests {
    @Test(arguments: [
        ["--threads", "0"], ["--threads", "513"], ["--threads", "x"], ["--algorithm", "md5"], ["--nonsense"],
        ["x", "--files-from", "y"], ["--check", "-z"], ["--check", "--tag"], ["--check", "--unordered"],
        ["--check", "--files-from", "y"], ["--trace", "x"], ["--trace", "x.png"], ["--trace", "svg"],
        ["--trace", "x.svg/y"],
        ["--quiet"], ["--status"], ["--warn"], ["--strict"], ["--ignore-missing"],
    ])
    func parse_ofOptionsThatMakeNoSense_fails(arguments: [String]) {
        do {
            _ = try HashCommand.parse(arguments)
            Issue.record("\(arguments) were accepted")
        } catch {
            #expect(HashCommand.exitCode(for: error) == .validationFailure)
        }
    }

    @Test(arguments: ["t.svg", "t.json", "t.SVG", "a.b/.json"]) func parse_ofTimelines_takesPicturesAndTraces(
        name: String
    ) throws {
        #expect(try HashCommand.parse(["--trace", name]).trace?.name == FileName(name.utf8))
    }

    @Test func parse_ofReports_takesTheLast() throws {
        let command = try HashCommand.parse(["-c", "--quiet", "-w", "list"])
        #expect(command.report == .warn)
    }

    @Test func parse_ofDashes_takesThemForPaths() throws {
        let command = try HashCommand.parse(["-", "--", "-x", "--check"])
        #expect(command.paths.map { String(decoding: $0.name.bytes, as: UTF8.self) } == ["-", "-x", "--check"])
    }

    @Test func parse_withManyThreads_keepsTheBuffersSmall() {
        var plan = HashPlan(paths: [])
        for threads in 1...HashPlan.mostThreads {
            plan.threads = threads
            #expect(plan.bufferSize.isMultiple(of: 4096))
            #expect(plan.bufferSize * threads <= 16 << 20)
        }
    }
}
