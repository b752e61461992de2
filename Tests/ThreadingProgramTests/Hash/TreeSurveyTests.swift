// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingTestSupport

@testable import ThreadingProgram

@Suite struct TreeSurveyTests {
    private func survey(_ paths: [String], stop: Event = Event()) -> ProgressFigures {
        let counters = ProgressCounters()
        TreeSurvey(paths: paths.map { FileName($0.utf8) }, openLevels: 2, counters: counters, stop: stop).run()
        return counters.figures
    }

    private func tree() throws -> TemporaryTree {
        let tree = try TemporaryTree()
        try tree.file("a", "four")
        try tree.directory("d")
        try tree.file("d/b", "sixsix")
        try tree.link("d/link", to: "b")
        return tree
    }

    @Test func run_ofATree_countsFilesAndBytesAndNoLinks() async throws {
        let tree = try tree()
        let figures = try await onThread { survey([tree.path]) }
        #expect(figures == ProgressFigures(filesKnown: 2, bytesKnown: 10, isTotalKnown: true))
    }

    @Test func run_ofFilesAndWhatIsNotThere_countsTheFiles() async throws {
        let tree = try tree()
        let figures = try await onThread { survey([tree("a"), tree("none"), tree("d/link")]) }
        #expect(figures == ProgressFigures(filesKnown: 2, bytesKnown: 10, isTotalKnown: true))
    }

    @Test func run_whenStopped_knowsNoTotal() async throws {
        let tree = try tree()
        let figures = try await onThread { survey([tree.path], stop: Event(isSet: true)) }
        #expect(!figures.isTotalKnown)
    }
}
