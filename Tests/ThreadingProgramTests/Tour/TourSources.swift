// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation

/// The files of the chapters' programs, as they lie in the repository.
enum TourSources {
    private static let tour = URL(filePath: #filePath)
        .appending(path: "../../../../Sources/ThreadingProgram/Tour").standardized

    /// The text of each file of a folder, by its name, as the tour is to show it: without the licence.
    static func texts(in folder: String) throws -> [String: [Substring]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: tour.appending(path: folder).path)
        let pairs = try names.filter { $0.hasSuffix(".swift") }.map { name in
            let text = try String(contentsOf: tour.appending(path: folder).appending(path: name), encoding: .utf8)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            return (name, Array(lines.dropFirst(2)))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}
