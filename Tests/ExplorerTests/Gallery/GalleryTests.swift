// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import ThreadingExplorer

/// What the explorer is for: it finds the bug in each program of the gallery, and nothing in the program without it.
@Suite struct GalleryTests {
    @Test func all_hasTwentyProgramsOrMore_eachWithANameOfItsOwn() {
        #expect(GalleryProgram.all.count >= 20)
        #expect(Set(GalleryProgram.all.map(\.name)).count == GalleryProgram.all.count)
    }

    @Test(arguments: GalleryProgram.all)
    func explore_aProgramWithABug_findsItWithinTheDefaultBudget(_ program: GalleryProgram) throws {
        let failure = try failure(of: program)
        #expect(failure.kind == program.failure, "\(failure)")
        #expect(failure.message.contains(program.clue), "\(failure)")
        #expect((1...(ExplorationEnvironment.schedules ?? 1_000)).contains(failure.schedules))
    }

    @Test(arguments: GalleryProgram.all)
    func exploreReplaying_theScheduleFound_failsInTheSameWayEachTime(_ program: GalleryProgram) throws {
        let found = try failure(of: program)
        for _ in 1...100 {
            let again = try #require(throws: ExplorationFailure.self, "\(found)") {
                try explore(replaying: found.schedule) { try program.broken() }
            }
            // One that differs is enough to see.
            try #require(again.kind == found.kind, "\(found)\n\(again)")
            try #require(again.message == found.message, "\(found)\n\(again)")
            try #require(again.trace == found.trace, "\(found)\n\(again)")
        }
    }

    @Test(arguments: GalleryProgram.all)
    func explore_theProgramWithoutTheBug_passes(_ program: GalleryProgram) throws {
        let report = try explore { try program.correct() }
        #expect(report.schedules >= 1)
    }

    private func failure(of program: GalleryProgram) throws -> ExplorationFailure {
        try #require(throws: ExplorationFailure.self, "\(program.name): not found") {
            try explore { try program.broken() }
        }
    }
}
