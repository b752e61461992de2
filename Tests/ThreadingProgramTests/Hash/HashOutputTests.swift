// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import ThreadingTestSupport

@testable import ThreadingProgram

extension HashProcessTests {
    /// The program's lines against those of coreutils.
    @Suite struct HashOutputTests {
        /// A shell's words for the files that the program finds by itself.
        private static func find(_ command: String, in tree: TemporaryTree) async throws -> Program.Result {
            try await Program.run(Array("/bin/sh".utf8), [Array("-c".utf8), Array(command.utf8)], in: tree)
        }

        @Test(arguments: ["t", "t/", "./t", ".", "t//sub"])
        func hash_ofATree_printsWhatFindAndSha512sumPrint(path: String) async throws {
            let tree = try Fixture.tree()
            _ = try Program.coreutils("sha512sum")
            let ours = try await Program.hash(path, in: tree)
            let theirs = try await Self.find("find \(path) -type f -exec sha512sum {} +", in: tree)
            #expect(ours.lines.sorted() == theirs.lines.sorted())
            #expect(ours.lines.count == Fixture.names.count + 2 || path == "t//sub")
            #expect(ours.errors.isEmpty)
            #expect(ours.ending == .exited(0))
        }

        @Test(arguments: [["--tag"], ["-z"], ["--tag", "--zero"], []])
        func hash_ofNames_isByteForByteCoreutils(options: [String]) async throws {
            let tree = try Fixture.tree()
            let names = Fixture.names.enumerated().map { index, name in
                Array((index.isMultiple(of: 2) ? "t/" : "t/sub/").utf8) + name
            }
            let arguments = options.map { Array($0.utf8) } + names
            let ours = try await Program.run(try Program.path(), [Array("hash".utf8)] + arguments, in: tree)
            let theirs = try await Program.run(try Program.coreutils("sha512sum"), arguments, in: tree)
            #expect(ours.output == theirs.output)
            #expect(ours.errors.isEmpty)
            #expect(ours.ending == theirs.ending)
        }

        @Test(arguments: Algorithm.allCases) func hash_byAnyAlgorithm_isCoreutils(algorithm: Algorithm) async throws {
            let tree = try Fixture.tree()
            let ours = try await Program.hash(
                "-a",
                algorithm.rawValue,
                "--tag",
                "t/large",
                "t/none",
                "t/plain",
                in: tree
            )
            let program = try Program.coreutils("\(algorithm)sum")
            let arguments = ["--tag", "t/large", "t/none", "t/plain"].map { Array($0.utf8) }
            #expect(ours.output == (try await Program.run(program, arguments, in: tree)).output)
        }

        @Test(arguments: [1, 2, 7]) func hash_onManyThreads_hasTheOrderOfOne(threads: Int) async throws {
            let tree = try Fixture.tree()
            for number in 0..<700 { try tree.file("t/sub/empty/\(number)", "\(number)") }
            let one = try await Program.hash("--threads", "1", "t", in: tree)
            let many = try await Program.hash("--threads", "\(threads)", "t", in: tree)
            #expect(one.output == many.output)
            let unordered = try await Program.hash("--threads", "\(threads)", "--unordered", "t", in: tree)
            #expect(one.lines.sorted() == unordered.lines.sorted())
        }

        @Test func hash_ofStandardInput_isCoreutils() async throws {
            let tree = try TemporaryTree()
            try tree.file("a", "content")
            let input = [UInt8](repeating: 7, count: 300_000)
            let ours = try await Program.hash("a", "-", "-", "a", in: tree, input: input)
            let theirs = try await Program.sha512sum("a", "-", "-", "a", in: tree, input: input)
            #expect(ours.output == theirs.output)
            #expect(ours.ending == theirs.ending)
            #expect(
                try await Program.hash(in: tree, input: input).output
                    == (try await Program.sha512sum(in: tree, input: input)).output
            )
        }

        @Test func hash_ofAList_hashesItsPaths() async throws {
            let tree = try Fixture.tree()
            try tree.file("list", "t/plain\nt/large\n-dash\nt/sub/two words")
            let ours = try await Program.hash("--files-from", "list", in: tree)
            let theirs = try await Program.sha512sum("--", "t/plain", "t/large", "-dash", "t/sub/two words", in: tree)
            #expect(ours.output == theirs.output)
            #expect(ours.messages == theirs.messages)
            #expect(ours.ending == .exited(1))
        }

        @Test func hash_ofAListEndedByNUL_takesNewlinesForNames() async throws {
            let tree = try Fixture.tree()
            let list = Array("t/sub/new\nline\0t/plain\0".utf8)
            let ours = try await Program.hash("-z", "--files-from", "-", in: tree, input: list)
            #expect(ours.output == (try await Program.sha512sum("-z", "t/sub/new\nline", "t/plain", in: tree)).output)
        }

        @Test func hash_ofAListWithWhatIsNoPath_saysWhere() async throws {
            let tree = try TemporaryTree()
            try tree.file("a")
            let ours = try await Program.hash("--files-from", "-", in: tree, input: Array("a\n\n-\n".utf8))
            #expect(ours.lines.count == 1)
            #expect(
                ours.messages == [
                    "-:2: invalid zero-length file name",
                    "when reading file names from stdin, no file name of '-' allowed",
                ]
            )
            #expect(ours.ending == .exited(1))
        }

        @Test func hash_intoAFile_writesTheLinesThere() async throws {
            let tree = try Fixture.tree()
            let ours = try await Program.hash("-o", "sums", "t/plain", "t/large", in: tree)
            #expect(ours.output.isEmpty)
            #expect(try tree.content("sums") == (try await Program.sha512sum("t/plain", "t/large", in: tree)).output)
        }

        @Test func hash_intoAFileOfTheTree_leavesThatFileOut() async throws {
            let tree = try Fixture.tree()
            let ours = try await Program.hash("-o", "t/sums", "t", in: tree)
            #expect(ours.messages == ["t/sums: input file is output file"])
            #expect(ours.ending == .exited(1))
            #expect(!String(decoding: try tree.content("t/sums"), as: UTF8.self).contains("t/sums"))
        }

        @Test func hash_ofAWideAndDeepTree_staysSmall() async throws {
            let tree = try TemporaryTree()
            for number in 0..<5_000 { try tree.file("a-name-that-is-not-short-at-all-\(number)") }
            var path = "deep"
            for _ in 0..<400 {
                try tree.directory(path)
                path += "/d"
            }
            try tree.file(String(path.dropLast(2)) + "/bottom", "x")
            try tree.sparseFile("large", size: 64 << 20)
            let (peak, ending) = try await onThread {
                let program = try RunningProgram.hash(".", "-", in: tree)
                // When all of the tree is printed, it waits for its standard input, and can be looked at.
                var lines = 0
                while lines < 5_002, let some = program.output.readSome() { lines += some.count { $0 == 10 } }
                let peak = try program.process.peakMemory()
                program.input.close()
                _ = program.output.readToEnd()
                return (peak, program.process.wait())
            }
            #expect(ending == .exited(0))
            #expect(peak < 64 << 20)
        }
    }
}
