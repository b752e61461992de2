// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation
import ThreadingTestSupport

/// One run of `threading tour` as a process, and what came out of it.
struct TourRun: Sendable {
    let status: Int32
    let output: String
    let errors: String

    /// What stands below the last rule: what the last program has printed, without its indentation.
    var printed: [String] {
        let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
        guard let rule = lines.lastIndex(where: { $0.hasPrefix("  -- what it prints -") }) else { return [] }
        return lines[(rule + 2)...].dropLast().map { String($0.dropFirst(4)) }
    }

    /// Runs it on a thread of its own, since that waits for the process.
    ///
    /// - Parameters:
    ///   - arguments: what follows `threading tour`.
    ///   - limits: shell commands before it.
    static func of(_ arguments: String..., limits: String = ":") async throws -> TourRun {
        try await onThread {
            let process = Process()
            let (output, errors) = (Pipe(), Pipe())
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", "\(limits); exec \"$@\"", "sh", try Self.program().path, "tour"] + arguments
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = output
            process.standardError = errors
            try process.run()
            // To the end before waiting, as a full pipe would stop it. Errors are few and fit in one.
            let printed = try output.fileHandleForReading.readToEnd() ?? Data()
            let complaints = try errors.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return TourRun(
                status: process.terminationStatus,
                output: String(decoding: printed, as: UTF8.self),
                errors: String(decoding: complaints, as: UTF8.self)
            )
        }
    }

    /// The program that was built with these tests: above the test program itself.
    static func program() throws -> URL {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        for path in [own].compactMap({ $0 }) + CommandLine.arguments where path.hasPrefix("/") {
            var folder = URL(filePath: path).deletingLastPathComponent()
            while folder.pathComponents.count > 1 {
                let program = folder.appending(path: "threading")
                var isFolder: ObjCBool = false
                if FileManager.default.fileExists(atPath: program.path, isDirectory: &isFolder), !isFolder.boolValue {
                    return program
                }
                folder.deleteLastPathComponent()
            }
        }
        throw CocoaError(.fileNoSuchFile)
    }
}
