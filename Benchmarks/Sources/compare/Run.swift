// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation

/// One measurement of one peer, as its program prints it, a line of JSON.
struct Run: Codable {
    let peer: String
    let scenario: String

    /// Nanoseconds an operation; nil where it failed.
    var nanoseconds: Double?

    /// What the least favoured thread had, in parts of an even share.
    var leastShare: Double?

    /// What one thread takes for the same.
    var sequential: Double?

    /// KiB of memory for each thread.
    var resident: Double?

    /// How many cores other processes used meanwhile.
    var foreign: Double?

    enum CodingKeys: String, CodingKey {
        case peer, scenario, foreign
        case nanoseconds = "ns_per_op"
        case leastShare = "min_share"
        case sequential = "seq_ns"
        case resident = "rss_kb"
    }

    /// Reads a file of runs, a line each.
    static func read(_ path: String) throws -> [Run] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return try text.split(separator: "\n").enumerated().map { index, line in
            do {
                return try JSONDecoder().decode(Run.self, from: Data(line.utf8))
            } catch {
                throw CompareError("\(path):\(index + 1): not a run: \(error)")
            }
        }
    }
}

/// What is wrong with what the program was given.
struct CompareError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
