// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import ThreadingTestSupport

@testable import ThreadingProgram

extension HashProcessTests {
    /// `--check` against `sha512sum --check`: the same lines, messages and exit status.
    @Suite struct HashCheckTests {
        /// What the list is made of, in a directory with the files `a`, `b` and `c d`.
        private static func lists(_ sums: String) -> [String: String] {
            let (a, b) = (String(sums.split(separator: "\n")[0]), String(sums.split(separator: "\n")[1]))
            let wrong = a.replacing("0", with: "1").replacing("a  ", with: "b  ").replacing("7", with: "8")
            return [
                "good": sums,
                "without a last newline": String(sums.dropLast()),
                "carriage returns": sums.replacing("\n", with: "\r\n"),
                "comments and empty lines": "# comment\n\n\(sums)\n#\n",
                "upper case": a.prefix(128).uppercased() + a.dropFirst(128) + "\n",
                "binary mark": a.replacing("  ", with: " *") + "\n",
                "wrong": "\(wrong)\n\(b)\n",
                "two wrong": "\(wrong)\n\(wrong)\n",
                "missing": "\(a)\n\(a)-missing\n\(b)\n",
                "all missing": "\(a)-missing\n\(b)-missing\n",
                "misformatted": "\(a)\nnonsense\n\(a.dropFirst())\n",
                "one misformatted": "\(a)\nnonsense\n",
                "no lines": "nonsense\nmore of it\n",
                "empty": "",
                "reversed": a.replacing("  ", with: " ") + "\n" + b + "\n",
                "reversed too late": a + "\n" + b.replacing("  ", with: " ") + "\n",
                "tagged": "SHA512 (a) = \(a.prefix(128))\nSHA512(b)=\(b.prefix(128))\nSHA256 (a) = \(a.prefix(64))\n",
                "escaped": "\\\(a.prefix(128))  no\\nsuch\\\\file\n\\\(a.prefix(128))  bad\\escape\n",
                "escaped tag": "\\SHA512 (new\\nline) = \(a.prefix(128))\n",
                "everything": "\(a)\n\(wrong)\n\(a)-missing\nnonsense\nnonsense\n\(a.prefix(128))  .\n",
                "the list's own place": "\(a.prefix(128))  -\n\(a)\n",
                "with NUL": "\(a)\0hidden\n\(a.prefix(128))\0 a\n",
                "quoted name": "\(a.prefix(128))  it's: missing\n\(a.prefix(128))  \n",
            ]
        }

        /// The lists that the options make a difference to.
        private static let telling = [
            "everything", "all missing", "misformatted", "one misformatted", "no lines", "good",
        ]

        private static let options: [[String]] = [
            [], ["--quiet"], ["--status"], ["--warn"], ["--strict"], ["--ignore-missing"], ["--warn", "--strict"],
            ["--quiet", "--ignore-missing"], ["--status", "--ignore-missing"], ["--quiet", "--warn"],
            ["--warn", "--status"],
        ]

        private func tree() throws -> TemporaryTree {
            let tree = try TemporaryTree()
            try tree.file("a", "first")
            try tree.file("b", "second")
            try tree.file("c d", "third")
            try tree.file("new\nline", "fourth")
            return tree
        }

        private func expectSame(_ ours: Program.Result, _ theirs: Program.Result, _ what: String) {
            #expect(ours.outputText == theirs.outputText, "\(what)")
            #expect(ours.messages == theirs.messages, "\(what)")
            #expect(ours.ending == theirs.ending, "\(what)")
        }

        @Test(arguments: options) func check_ofAnyList_isCoreutils(options: [String]) async throws {
            let tree = try tree()
            let sums = try await Program.sha512sum("a", "b", "c d", "new\nline", in: tree).outputText
            for (name, content) in Self.lists(sums) where options.isEmpty || Self.telling.contains(name) {
                try tree.file("list", content)
                let arguments = (["--check"] + options + ["list"]).map { Array($0.utf8) }
                let ours = try await Program.run(try Program.path(), [Array("hash".utf8)] + arguments, in: tree)
                let theirs = try await Program.run(try Program.coreutils("sha512sum"), arguments, in: tree)
                expectSame(ours, theirs, "\(name) \(options)")
            }
        }

        @Test func check_ofSeveralLists_isCoreutils() async throws {
            let tree = try tree()
            let sums = try await Program.sha512sum("a", "b", in: tree).outputText
            try tree.file("good", sums)
            try tree.file("wrong", sums.replacing("1", with: "2"))
            try tree.file("empty")
            try tree.directory("directory")
            // "wrong" twice, for the tally to start anew; a list that is not there, one that is none.
            let lists = ["wrong", "good", "nowhere", "directory", "empty", "wrong", "-"].map { Array($0.utf8) }
            let input = Array((sums + "nonsense\n").utf8)
            let check = [Array("--check".utf8)] + lists
            let ours = try await Program.run(try Program.path(), [Array("hash".utf8)] + check, in: tree, input: input)
            let theirs = try await Program.run(try Program.coreutils("sha512sum"), check, in: tree, input: input)
            expectSame(ours, theirs, "several")
            expectSame(
                try await Program.hash("-c", in: tree, input: Array("nonsense\n".utf8)),
                try await Program.sha512sum("-c", in: tree, input: Array("nonsense\n".utf8)),
                "standard input"
            )
        }

        @Test(arguments: [[], ["--tag"]]) func check_ofTheOthersList_isGood(options: [String]) async throws {
            let tree = try Fixture.tree()
            let arguments = options.map { Array($0.utf8) } + Fixture.names.map { Array("./x".utf8) + $0 }
            for name in Fixture.names { try tree.file(Array("x".utf8) + name, name) }
            let ours = try await Program.run(try Program.path(), [Array("hash".utf8)] + arguments, in: tree)
            let theirs = try await Program.run(try Program.coreutils("sha512sum"), arguments, in: tree)
            #expect(ours.output == theirs.output)
            try tree.file(Array("ours".utf8), ours.output)
            try tree.file(Array("theirs".utf8), theirs.output)
            let checkedByUs = try await Program.hash("-c", "theirs", in: tree)
            let checkedByThem = try await Program.sha512sum("-c", "ours", in: tree)
            expectSame(checkedByUs, checkedByThem, "each other's")
            #expect(checkedByUs.ending == .exited(0))
            #expect(checkedByUs.output.filter { $0 == UInt8(ascii: "\n") }.count == Fixture.names.count)
        }

        @Test(arguments: Algorithm.allCases) func check_byAnyAlgorithm_isGood(algorithm: Algorithm) async throws {
            let tree = try tree()
            let program = try Program.coreutils("\(algorithm)sum")
            try tree.file(
                Array("list".utf8),
                try await Program.run(program, [Array("a".utf8), Array("b".utf8)], in: tree).output
            )
            let result = try await Program.hash("-c", "-a", algorithm.rawValue, "list", in: tree)
            #expect(result.outputText == "a: OK\nb: OK\n")
            #expect(result.ending == .exited(0))
        }

        @Test func check_ofAFifo_refusesItWithoutWaiting() async throws {
            let tree = try tree()
            try tree.fifo("fifo")
            let digest = try await Program.sha512sum("a", in: tree).outputText.prefix(128)
            try tree.file("list", "\(digest)  fifo\n\(digest)  a\n")
            let result = try await Program.hash("-c", "list", in: tree)
            #expect(result.outputText == "fifo: FAILED open or read\na: OK\n")
            #expect(result.messages == ["fifo: Is a fifo", "WARNING: 1 listed file could not be read"])
            #expect(result.ending == .exited(1))
        }

        @Test func check_ofAThousandFiles_keepsTheOrder() async throws {
            let tree = try TemporaryTree()
            try tree.file("list", String(repeating: "x", count: 3))
            for number in 0..<1000 { try tree.file("f\(number)", String(repeating: "x", count: number * 37 % 5000)) }
            let list = try await Program.hash(
                "-o",
                "list",
                "--files-from",
                "-",
                in: tree,
                input: Array((0..<1000).map { "f\($0)\n" }.joined().utf8)
            )
            #expect(list.ending == .exited(0))
            let result = try await Program.hash("-c", "--threads", "4", "list", in: tree)
            #expect(result.lines == (0..<1000).map { "f\($0): OK" })
        }
    }
}
