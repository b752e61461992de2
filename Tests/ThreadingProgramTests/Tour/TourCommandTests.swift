// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

/// How chapters are asked for.
struct TourCommandTests {
    static let names = [
        "two-threads", "shared-constant", "counter", "hash", "data-hasher", "defensive-copy", "daemon", "event",
        "poison-pill", "closed-queue", "lines-at-exit", "pool", "cost", "cores", "timeline",
    ]

    @Test
    func listNamesEachChapterOnALine() async throws {
        let run = try await TourRun.of("--list")
        #expect(run.ending == .exited(0))
        let words = run.output.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(words.map { String($0[0]) } == (1...Self.names.count).map(String.init))
        #expect(words.map { String($0[1]) } == Self.names)
        #expect(words.allSatisfy { $0.count > 2 }, "each has a title")
    }

    @Test
    func numberGivesTheSameChapterAsItsName() async throws {
        let (byNumber, byName) = (try await TourRun.of("3"), try await TourRun.of("counter"))
        #expect(byNumber.output == byName.output)
        #expect(byName.output.hasPrefix("3. The racy counter"))
    }

    @Test(arguments: ["nope", "0", "16", "-1", "--nope", ""])
    func unknownChapterEndsWithTheListAndStatus64(_ chapter: String) async throws {
        let run = try await TourRun.of(chapter)
        #expect(run.ending == .exited(64))
        #expect(run.output.isEmpty)
        guard !chapter.hasPrefix("-") else { return }
        #expect(run.errors.contains("There is no chapter '\(chapter)'"))
        for name in Self.names { #expect(run.errors.contains(" \(name) ")) }
    }

    @Test
    func wholeTourShowsAllChaptersInOrderInEightyColumnsWithoutColour() async throws {
        let run = try await TourRun.whole.value
        #expect(run.ending == .exited(0))
        #expect(run.errors.isEmpty)
        let lines = run.output.split(separator: "\n")
        let headings = zip(lines, lines.dropFirst()).filter { $1.hasPrefix("====") }.map(\.0)
        #expect(headings.map { String($0.split(separator: " ").last ?? "") } == Self.names)
        for line in lines { #expect(line.count <= 80, "\(line)") }
        #expect(!run.output.contains("\u{1B}"))
    }
}
