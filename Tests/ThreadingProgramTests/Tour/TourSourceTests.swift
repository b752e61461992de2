// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

/// What is shown is what stands in the files, and is short.
struct TourSourceTests {
    @Test
    func eachProgramIsShownOnceAsItStandsInItsFile() async throws {
        let programs = try TourSources.texts(in: "Programs")
        let refused = try TourSources.texts(in: "Refused")
        #expect(programs.count == TourCommandTests.names.count)
        #expect(refused.keys.sorted() == ["RacyCounter.swift", "RacyHash.swift"])
        let shown = try await Self.showAll()
        for (name, lines) in programs.merging(refused, uniquingKeysWith: { program, _ in program }) {
            #expect(shown.filter { $0 == lines }.count == 1, "\(name) is not shown as it is")
        }
        #expect(shown.count == programs.count + refused.count)
    }

    @Test
    func eachProgramHasThirtyLinesAtMostAndFitsTheScreen() throws {
        for folder in ["Programs", "Refused"] {
            for (name, lines) in try TourSources.texts(in: folder) {
                #expect(lines.count <= 30, "\(name)")
                for line in lines { #expect(line.count <= 76, "\(name): \(line)") }
            }
        }
    }

    /// Every program that the tour shows: what is indented, from its first import to the next rule.
    private static func showAll() async throws -> [[Substring]] {
        var found: [[Substring]] = []
        var program: [Substring]?
        let output = try await TourRun.whole.value.output
        for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("  -- ") {
                // An empty line stands between a program and the rule.
                if let lines = program { found.append(lines.dropLast()) }
                program = nil
            } else if program != nil || line.hasPrefix("    import ") {
                program = (program ?? []) + [line.dropFirst(4)]
            }
        }
        return found
    }
}
