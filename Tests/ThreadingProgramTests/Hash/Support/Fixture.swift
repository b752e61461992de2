// Part of swift-threading. Apache-2.0: see LICENSE.

@testable import ThreadingProgram

/// The tree with everything in it that a tree should not have.
enum Fixture {
    /// Names that need care: to escape, to quote, to pass on as bytes.
    static let names: [[UInt8]] = [
        Array("plain".utf8), Array("two words".utf8), Array("back\\slash".utf8), Array("new\nline".utf8),
        Array("carriage\rreturn".utf8), Array("é".utf8), Array("-dash".utf8), Array("it's: \"odd\"".utf8),
        [0x6E, 0xFF, 0x80, 0x6F], Array("tab\tdollar$".utf8), Array("(b) = c".utf8), Array("*star".utf8),
        Array(" blank".utf8),
    ]

    /// Files of those names, of several sizes, some in directories.
    static func tree() throws -> TemporaryTree {
        let tree = try TemporaryTree()
        try tree.directory("t")
        try tree.directory("t/sub")
        try tree.directory("t/sub/empty")
        for (index, name) in names.enumerated() {
            let content = [UInt8](repeating: UInt8(index), count: index * index * 37)
            try tree.file(Array((index.isMultiple(of: 2) ? "t/" : "t/sub/").utf8) + name, content)
        }
        // Larger than a hashing thread's buffer, and not a multiple of it.
        try tree.file(Array("t/large".utf8), (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try tree.file("t/none")
        return tree
    }

    /// What has no checksum, and links that lead nowhere or round.
    static func addSpecialFiles(to tree: TemporaryTree) throws {
        try tree.fifo("t/fifo")
        try tree.socket("t/sub/socket")
        try tree.link("t/loop", to: "loop")
        try tree.link("t/up", to: "..")
        try tree.link("t/dangling", to: "nowhere")
    }
}
