// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation
import Testing

/// A misuse that must not compile, and beside it the safe way to do the same, which must.
struct Program: CustomTestStringConvertible, Sendable {
    /// The path below `Programs` without its endings, such as `Locked/ReturnGuarded`.
    let name: String

    var misuse: URL { Program.folder.appending(path: "\(name).unsafe.swift") }
    var twin: URL { Program.folder.appending(path: "\(name).safe.swift") }
    var testDescription: String { name }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Programs")

    /// Every program of the folder by name, whichever of its two files is there: a lone one fails its test.
    static let all: [Program] = {
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        let names = paths.compactMap { path in
            [".unsafe.swift", ".safe.swift"].first(where: path.hasSuffix).map { String(path.dropLast($0.count)) }
        }
        return Set(names).sorted().map(Program.init)
    }()
}
