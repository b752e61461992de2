// Part of swift-threading. Apache-2.0: see LICENSE.

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

@Suite struct TreeWalkerTests {
    private func walk(_ path: String, openLevels: Int = 128) -> [TreeWalker.Finding] {
        var walker = TreeWalker(FileName(path.utf8), openLevels: openLevels)
        var findings: [TreeWalker.Finding] = []
        while let finding = walker.next() { findings.append(finding) }
        return findings
    }

    private func names(_ findings: [TreeWalker.Finding]) -> Set<String> {
        Set(
            findings.map { finding in
                switch finding {
                case .file(let name): String(decoding: name.bytes, as: UTF8.self)
                default: "\(finding)"
                }
            }
        )
    }

    private func tree() throws -> TemporaryTree {
        let tree = try TemporaryTree()
        try tree.file("a")
        try tree.directory("d")
        try tree.file("d/b")
        try tree.directory("d/e")
        try tree.file("d/e/c")
        try tree.directory("d/empty")
        try tree.link("d/loop", to: "..")
        try tree.link("d/link", to: "b")
        return tree
    }

    @Test(arguments: [1, 2, 128]) func walk_findsFilesAndFollowsNoLinks(openLevels: Int) async throws {
        let tree = try tree()
        let found = try await onThread { names(walk(tree.path, openLevels: openLevels)) }
        #expect(found == [tree("a"), tree("d/b"), tree("d/e/c")])
    }

    @Test func walk_ofAPathWithSlashes_joinsAsFindDoes() async throws {
        let tree = try tree()
        let found = try await onThread { names(walk(tree("d/e//"))) }
        #expect(found == [tree("d/e//c")])
    }

    @Test func walk_ofALinkToADirectory_followsThatOne() async throws {
        let tree = try tree()
        try tree.link("way", to: "d/e")
        let found = try await onThread { names(walk(tree("way"))) }
        #expect(found == [tree("way/c")])
    }

    @Test(arguments: [1, 3, 128]) func walk_ofTheSameTree_hasTheSameOrder(openLevels: Int) async throws {
        let tree = try tree()
        let walks = try await onThread { (0..<2).map { _ in walk(tree.path, openLevels: openLevels) } }
        #expect(walks[0] == walks[1])
    }

    @Test func walk_ofSpecialFiles_namesTheirKinds() async throws {
        let tree = try TemporaryTree()
        try tree.fifo("f")
        try tree.socket("s")
        let found = try await onThread { walk(tree.path) }
        #expect(found.contains(.special(FileName(tree("f").utf8), .fifo)))
        #expect(found.contains(.special(FileName(tree("s").utf8), .socket)))
        #expect(found.count == 2)
    }

    @Test func walk_ofWhatIsNoDirectory_says() async throws {
        let tree = try tree()
        let name = FileName(tree("a").utf8)
        let found = try await onThread { walk(tree("a")) }
        #expect(found == [.unreadable(name, .system(ENOTDIR))])
    }

    @Test func walk_ofADeepTree_keepsFewDirectoriesOpen() async throws {
        let tree = try TemporaryTree()
        var path = tree.path
        for _ in 0..<1_500 {
            path += "/d"
            // SAFETY: the string lives as long as the call.
            unsafe mkdir(path, 0o755)
        }
        let bottom = FileName("\(path)/x".utf8)
        Descriptor(try OpenFile.descriptor(bottom, flags: O_WRONLY | O_CREAT)).close()
        let (first, probe, second) = try await onThread {
            var walker = TreeWalker(FileName(tree.path.utf8), openLevels: 4)
            let first = walker.next()
            // A new descriptor gets the lowest free number: that of a walker with 1,500 would be high, and the tests that
            // run meanwhile have some hundred.
            let probe = Descriptor(try OpenFile.descriptor(FileName("/dev/null".utf8), flags: O_RDONLY))
            return (first, probe.number, walker.next())
        }
        #expect(first == .file(bottom))
        #expect(probe < 1_000)
        #expect(second == nil)
    }
}

@Suite struct LineReaderTests {
    private func lines(_ content: [UInt8], delimiter: UInt8 = UInt8(ascii: "\n")) throws -> [[UInt8]] {
        let tree = try TemporaryTree()
        try tree.file(Array("list".utf8), content)
        var reader = try LineReader(FileName(tree("list").utf8), delimiter: delimiter)
        var lines: [[UInt8]] = []
        while let line = try reader.next() { lines.append(line) }
        return lines
    }

    @Test(arguments: [("a\n\nb", ["a", "", "b"]), ("a\n", ["a"]), ("", []), ("\n", [""])])
    func next_givesLinesWithAndWithoutAnEnd(content: String, expected: [String]) async throws {
        let read = try await onThread { try lines(Array(content.utf8)) }
        #expect(read == expected.map { Array($0.utf8) })
    }

    @Test func next_whenEndedByNUL_keepsNewlines() async throws {
        let read = try await onThread { try lines([97, 10, 0, 98, 0], delimiter: 0) }
        #expect(read == [[97, 10], [98]])
    }

    @Test func next_ofLinesAcrossBuffers_givesThemWhole() async throws {
        let long = (0..<5).map { [UInt8](repeating: 97 + UInt8($0), count: 50_000) }
        let read = try await onThread { try lines(Array(long.joined(separator: [10]))) }
        #expect(read == long)
    }

    @Test func next_ofAnEndlessLine_keepsOnlyItsStart() async throws {
        let read = try await onThread { try lines([UInt8](repeating: 97, count: 3 << 20) + Array("\nb".utf8)) }
        #expect(read.map(\.count) == [1 << 20, 1])
    }
}
