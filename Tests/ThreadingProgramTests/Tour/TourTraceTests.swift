// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation
import Testing

@testable import ThreadingProgram

/// The timelines that the tour writes.
struct TourTraceTests {
    @Test
    func chapterWritesItsPictureAndItsTrace() async throws {
        let tree = try TemporaryTree()
        let run = try await TourRun.of("hash", "--trace", tree("out"))
        #expect(run.ending == .exited(0), "\(run.errors)")
        #expect(run.output.contains("-- what its threads did ---"))
        #expect(run.output.contains("hash.svg") && run.output.contains("hash.json"))
        #expect(String(decoding: try tree.content("out/hash.svg"), as: UTF8.self).contains("holds lock 1"))
        let trace = try JSONSerialization.jsonObject(with: Data(try tree.content("out/hash.json"))) as? [String: Any]
        let events = try #require(trace?["traceEvents"] as? [[String: Any]])
        #expect(events.count { $0["name"] as? String == "holds lock 1" } == 11, "ten threads, and main at the end")
        // A folder that is there is used again.
        #expect(try await TourRun.of("counter", "--trace", tree("out")).ending == .exited(0))
        #expect(try tree.content("out/counter.svg").isEmpty == false)
    }

    @Test
    func folderThatCannotBeMadeIsAnErrorBeforeAnyWork() async throws {
        let tree = try TemporaryTree()
        let run = try await TourRun.of("counter", "--trace", tree("no/where"))
        #expect(run.ending == .exited(1))
        #expect(run.output.isEmpty)
        #expect(run.errors.hasSuffix("no/where: No such file or directory\n"))
    }

    @Test
    func fileInTheFoldersPlaceIsAnError() async throws {
        let tree = try TemporaryTree()
        try tree.file("file")
        let run = try await TourRun.of("counter", "--trace", tree("file"))
        #expect(run.ending == .exited(1))
        #expect(run.output.isEmpty)
    }
}
