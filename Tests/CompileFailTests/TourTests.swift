// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation
import Testing
import ThreadingTestSupport

/// The programs that `threading tour` shows, as somebody would try them who has read them there.
@Suite(.serialized)
struct TourTests {
    private static let tour = URL(filePath: #filePath)
        .appending(path: "../../../Sources/ThreadingProgram/Tour").standardized

    /// The tour shows the compiler's words to people who may have no compiler: they must be its words.
    @Test(arguments: ["RacyCounter", "RacyHash"])
    func racyProgramIsRefusedWithTheWordsThatTheTourShows(_ name: String) async throws {
        let recorded = try String(contentsOf: Self.tour.appending(path: "Refused/\(name).txt"), encoding: .utf8)
        let (status, printed) = try await Self.compile("Refused/\(name)") { $0 }
        #expect(status != 0)
        let messages = printed.split(separator: "\n").compactMap { line in
            line.range(of: "\(name).swift:").map { line[$0.lowerBound...] }
        }
        // Another compiler refuses it, too, and may say it in other words.
        #if compiler(>=6.3) && compiler(<6.4)
        #expect(messages == recorded.split(separator: "\n"))
        #else
        #expect(messages.contains { $0.contains(": error: ") } && !recorded.isEmpty)
        #endif
    }

    /// All that the tour's preface promises of most programs; the others use something of another chapter.
    @Test(arguments: [
        "TwoThreads", "SharedConstant", "GuardedCounter", "GuardedHash", "DaemonConsumer", "EventConsumer",
        "PoisonPill", "ClosedQueue", "PoolOfThreads", "TwoCores", "LockAndPool",
    ])
    func programIsCompleteWithMainBeforeItsEnum(_ name: String) async throws {
        let (status, printed) = try await Self.compile("Programs/\(name)") { source in
            source.replacingOccurrences(of: "\nenum ", with: "\n@main enum ")
        }
        #expect(status == 0)
        #expect(printed.isEmpty, "\(printed)")
    }

    /// Compiles a program as it is shown: without its first line, which names the licence, and the next.
    private static func compile(
        _ path: String,
        edit: @escaping @Sendable (String) -> String
    ) async throws -> (status: Int32, printed: String) {
        try await onThread {
            let file = tour.appending(path: "\(path).swift")
            let lines = try String(contentsOf: file, encoding: .utf8)
                .split(separator: "\n", omittingEmptySubsequences: false)
            let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let shown = folder.appending(path: file.lastPathComponent)
            try edit(lines.dropFirst(2).joined(separator: "\n")).write(to: shown, atomically: true, encoding: .utf8)
            return try Compiler().run(on: shown)
        }
    }
}
