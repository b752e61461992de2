// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation
import Testing
import ThreadingTestSupport

@testable import ThreadingProgram

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

extension HashProcessTests {
    /// The timeline that `--trace` writes, however the program ends.
    @Suite struct HashTraceTests {
        /// The names of the threads, and of the counters.
        private func read(_ name: String, in tree: TemporaryTree) throws -> (
            threads: Set<String>, counters: Set<String>
        ) {
            let file = try JSONSerialization.jsonObject(with: Data(try tree.content(name))) as? [String: Any]
            let events = try #require(file?["traceEvents"] as? [[String: Any]])
            let threads = events.compactMap { event in
                event["name"] as? String == "thread_name" ? (event["args"] as? [String: String])?["name"] : nil
            }
            let counters = events.filter { $0["ph"] as? String == "C" }.compactMap { $0["name"] as? String }
            return (Set(threads), Set(counters))
        }

        @Test func trace_forPerfetto_hasTheThreadsAndTheQueues() async throws {
            let tree = try Fixture.tree()
            let plain = try await Program.hash("t", "--threads", "2", in: tree)
            let result = try await Program.hash("t", "--threads", "2", "--trace", "out.json", in: tree)
            #expect(result.ending == .exited(0))
            #expect(result.output == plain.output)
            #expect(result.errors.isEmpty)
            let (threads, counters) = try read("out.json", in: tree)
            #expect(threads.isSuperset(of: ["MainThread", "walker", "hasher-1", "hasher-2", "writer"]))
            #expect(counters == ["elements of jobs", "elements of reports"])
        }

        @Test func trace_asAPicture_namesTheThreads() async throws {
            let tree = try Fixture.tree()
            let result = try await Program.hash("t", "--trace", "out.svg", in: tree)
            #expect(result.ending == .exited(0))
            let picture = String(decoding: try tree.content("out.svg"), as: UTF8.self)
            #expect(picture.hasPrefix("<svg ") && picture.hasSuffix("</svg>\n"))
            #expect(picture.contains(">walker<") && picture.contains(">jobs<"))
        }

        /// Nothing is hashed where the timeline could not be written.
        @Test func trace_toWhereNothingCanBe_isAnErrorBeforeAnyWork() async throws {
            let tree = try TemporaryTree()
            try tree.file("a", "x")
            let result = try await Program.hash("a", "--trace", "nowhere/out.svg", in: tree)
            #expect(result.messages == ["nowhere/out.svg: No such file or directory"])
            #expect(result.output.isEmpty)
            #expect(result.ending == .exited(1))
        }

        @Test func trace_ofAnotherKind_isAnErrorBeforeAnyWork() async throws {
            let tree = try TemporaryTree()
            try tree.file("a", "x")
            let result = try await Program.hash("a", "--trace", "out.png", in: tree)
            #expect(result.errorText.contains("--trace takes a file whose name ends in .svg or .json"))
            #expect(result.output.isEmpty)
            #expect(result.ending == .exited(64))
        }

        /// The lines are there all the same.
        @Test func trace_thatCannotBeWritten_isAnError() async throws {
            let tree = try TemporaryTree()
            try tree.file("a", "x")
            try tree.link("full.json", to: "/dev/full")
            let result = try await Program.hash("a", "--trace", "full.json", in: tree)
            #expect(result.messages == ["full.json: No space left on device"])
            #expect(result.lines.count == 1)
            #expect(result.ending == .exited(1))
        }

        /// It is not done yet when it would be hashed.
        @Test func trace_thatIsAmongTheFiles_isNotHashed() async throws {
            let tree = try TemporaryTree()
            try tree.file("a", "x")
            let result = try await Program.hash(".", "--trace", "out.json", in: tree)
            #expect(result.messages == ["./out.json: input file is output file"])
            #expect(result.lines.count == 1)
            #expect(result.ending == .exited(1))
        }

        @Test func trace_ofARunWithErrors_isWritten() async throws {
            let tree = try TemporaryTree()
            let result = try await Program.hash("missing", "--trace", "out.json", in: tree)
            #expect(result.messages == ["missing: No such file or directory"])
            #expect(result.ending == .exited(1))
            #expect(try read("out.json", in: tree).threads.contains("walker"))
        }

        @Test(arguments: [SIGINT, SIGTERM]) func trace_ofARunThatASignalEnds_isWritten(signal: CInt) async throws {
            let tree = try TemporaryTree()
            try tree.file("small", "x")
            try tree.sparseFile("endless", size: 8 << 40)
            let ending = try await onThread {
                // One thread for both: a second one might not have begun yet, and would have no lane.
                let program = try RunningProgram.hash(
                    "--threads",
                    "1",
                    "small",
                    "endless",
                    "--trace",
                    "out.json",
                    in: tree
                )
                _ = try #require(program.output.read { $0.contains(UInt8(ascii: "\n")) })
                program.process.send(signal)
                _ = program.output.readToEnd()
                return program.process.wait()
            }
            #expect(ending == .signalled(signal))
            #expect(try read("out.json", in: tree).threads.contains("hasher-1"))
        }

        @Test func trace_ofARunWhoseReaderGoesAway_isWritten() async throws {
            let tree = try TemporaryTree()
            for number in 0..<1200 { try tree.file("a-longer-name-\(number)", "x") }
            let ending = try await onThread {
                let program = try RunningProgram.hash(".", "--trace", "out.json", in: tree)
                _ = try #require(program.output.read { $0.contains(UInt8(ascii: "\n")) })
                program.output.close()
                return program.process.wait()
            }
            #expect(ending == .signalled(SIGPIPE))
            #expect(try read("out.json", in: tree).threads.contains("writer"))
        }
    }
}
