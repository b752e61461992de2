// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Finds the lines of calls by their addresses, and keeps them.
final class LineTable: @unchecked Sendable {
    // Unchecked: `lines` is guarded by `lock`.
    static let shared = LineTable()

    private let lock = LockWord(isExplorable: false)
    private let symbolizer = Symbolizer.found

    /// By the address of a call: the line, or nothing if it is in code that is not the test's.
    private var lines: [UInt: String?] = [:]

    private init() {}

    /// Whether there is any use in collecting addresses.
    var isAvailable: Bool { symbolizer != nil }

    /// For each stack the innermost line that is not of this package, where it can be told.
    func lines(of stacks: [[UInt]]) -> [String?] {
        lock.lock()
        defer { lock.unlock() }
        learn(Set(stacks.joined()).subtracting(lines.keys))
        return stacks.map { stack in
            for address in stack {
                if let line = lines[address] ?? nil { return line }
            }
            return nil
        }
    }

    // MARK: Asking

    private func learn(_ addresses: Set<UInt>) {
        guard let symbolizer, !addresses.isEmpty else { return }
        for address in addresses { lines[address] = .some(nil) }
        let answers = symbolizer.answers(
            for: addresses.sorted(),
            options: "--functions=none --inlines",
            // System libraries and the toolchain's own have no lines of a test.
            in: CallAddresses.isProgram
        )
        for (address, answer) in answers { lines[address] = .some(Self.line(in: answer)) }
    }

    /// A line a frame, the innermost first.
    private static func line(in answer: Substring) -> String? {
        for frame in answer.split(separator: "\n") {
            let parts = frame.split(separator: ":")
            guard parts.count >= 3, let line = Int(parts[parts.count - 2]), line > 0 else { continue }
            let path = parts.dropLast(2).joined(separator: ":")
            if path.hasPrefix("<") || path.contains("/<") || path.hasPrefix("?") || isOurs(path) { continue }
            // What macros of test libraries have made stands in no file that a reader could open.
            if path.contains("swift-generated-sources") { continue }
            return "\(path.split(separator: "/").last ?? ""):\(line)"
        }
        return nil
    }

    /// Whether it is a file of this package's modules, whose folders begin so.
    private static func isOurs(_ path: String) -> Bool {
        path.hasPrefix(sources + "Threading") || path.hasPrefix(sources + "CThreading")
    }

    private static let sources: String = {
        let path = "\(#filePath)"
        let part = "ThreadingExplorer/Telling/"
        guard let end = path.indices.reversed().first(where: { path[$0...].hasPrefix(part) }) else { return path }
        return String(path[..<end])
    }()
}
