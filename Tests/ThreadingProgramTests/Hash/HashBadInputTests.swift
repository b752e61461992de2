// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
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
    /// Whatever is wrong with one file is said, and the rest is hashed all the same.
    @Suite struct HashBadInputTests {
        @Test func hash_ofATreeWithEverythingWrong_hashesTheRest() async throws {
            let tree = try Fixture.tree()
            let before = try await Program.hash("t", in: tree)
            try Fixture.addSpecialFiles(to: tree)
            let after = try await Program.hash("t", in: tree)
            #expect(before.lines.sorted() == after.lines.sorted())
            #expect(Set(after.messages) == ["t/fifo: Is a fifo", "t/sub/socket: Is a socket"])
            #expect(after.messages.count == 2)
            #expect(after.ending == .exited(1))
        }

        @Test func hash_ofSpecialFilesAsArguments_saysWhatTheyAre() async throws {
            let tree = try Fixture.tree()
            try Fixture.addSpecialFiles(to: tree)
            let result = try await Program.hash("t/fifo", "t/sub/socket", "/dev/null", "t/plain", in: tree)
            #expect(
                result.messages == [
                    "t/fifo: Is a fifo", "t/sub/socket: Is a socket", "/dev/null: Is a character special file",
                ]
            )
            #expect(result.output == (try await Program.sha512sum("t/plain", in: tree)).output)
            #expect(result.ending == .exited(1))
        }

        @Test(arguments: ["C", "C.UTF-8"])
        func hash_ofWhatCannotBeOpened_saysWhatCoreutilsSay(locale: String) async throws {
            let tree = try Fixture.tree()
            try Fixture.addSpecialFiles(to: tree)
            // A read error, a loop of links, names too long or through a file, and names to quote.
            let bad: [[UInt8]] =
                [
                    "/proc/self/mem", "t/loop", "t/dangling", "nowhere", "t/plain/x",
                    String(repeating: "n", count: 300),
                    "", "it's",
                    "a b:c", "new\nline", "é", "q'?",
                ].map { Array($0.utf8) } + [[0xFF, 0x61, 0xC3]]
            let arguments = bad + [Array("t/plain".utf8)]
            let environment = ["LC_ALL": locale]
            let ours = try await Program.run(
                try Program.path(),
                [Array("hash".utf8)] + arguments,
                in: tree,
                environment: environment
            )
            let theirs = try await Program.run(
                try Program.coreutils("sha512sum"),
                arguments,
                in: tree,
                environment: environment
            )
            #expect(ours.messages == theirs.messages)
            #expect(ours.output == theirs.output)
            #expect(ours.ending == theirs.ending)
            #expect(ours.messages.count == bad.count)
        }

        /// Root may read everything, so it has to be somebody else who may not.
        @Test func hash_ofWhatMayNotBeRead_saysSo() async throws {
            let tree = try Fixture.tree()
            try tree.directory("t/closed")
            try tree.file("t/closed/x")
            _ = unsafe chmod(tree("t/plain"), 0)
            _ = unsafe chmod(tree("t/closed"), 0)
            let arguments = ["hash", "t/plain", "t/closed", "t/none"].map { Array($0.utf8) }
            let result =
                geteuid() == 0
                ? try await Program.run(
                    try Program.coreutils("setpriv"),
                    ["--reuid=65534", "--clear-groups"].map { Array($0.utf8) } + [try Program.path()] + arguments,
                    in: tree
                ) : try await Program.run(try Program.path(), arguments, in: tree)
            #expect(
                result.messages == [
                    "t/plain: Permission denied", "cannot read directory 't/closed': Permission denied",
                ]
            )
            #expect(result.lines.count == 1)
            #expect(result.ending == .exited(1))
        }

        /// The one hashing thread waits for standard input, while the walker has found the file already:
        /// it has read so much of the list that it must be past the file's line.
        @Test func hash_ofAFileThatVanishesAfterTheWalk_saysThatItIsGone() async throws {
            let tree = try TemporaryTree()
            try tree.file("victim", "x")
            try tree.file("filler", "y")
            try tree.fifo("list")
            let result = try await onThread {
                let program = try RunningProgram.hash("--threads", "1", "--files-from", "list", in: tree)
                let list = Descriptor(try OpenFile.descriptor(FileName(tree("list").utf8), flags: O_WRONLY | O_CLOEXEC))
                // More than fits the FIFO and the reader's buffer together.
                let filler = String(repeating: "./", count: 2000) + "filler\n"
                try list.write(Array(("-\nvictim\n" + String(repeating: filler, count: 60)).utf8))
                _ = unsafe unlink(tree("victim"))
                list.close()
                program.input.close()
                let output = program.output.readToEnd()
                let ending = program.process.wait()
                return Program.Result(output: output, errors: program.errors.readToEnd(), ending: ending)
            }
            #expect(result.messages == ["victim: No such file or directory"])
            #expect(result.lines.count == 61)
            #expect(result.ending == .exited(1))
        }

        @Test func hash_ofABadOption_printsUsage() async throws {
            let tree = try TemporaryTree()
            for arguments in [["--nonsense"], ["--threads", "none"], ["--quiet", "x"]] {
                let bytes = (["hash"] + arguments).map { Array($0.utf8) }
                let result = try await Program.run(try Program.path(), bytes, in: tree)
                #expect(result.ending == .exited(64))
                #expect(result.output.isEmpty)
                #expect(result.errorText.contains("Usage: threading hash"))
            }
        }

        @Test func hash_intoAFileThatCannotBeMade_saysSo() async throws {
            let tree = try TemporaryTree()
            let result = try await Program.hash("-o", "no/where", "x", in: tree)
            #expect(result.messages == ["no/where: No such file or directory"])
            #expect(result.ending == .exited(1))
        }
    }
}
