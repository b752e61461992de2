// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation
import ThreadingTestSupport

/// One run of `threading tour` as a process, and what came out of it.
struct TourRun: Sendable {
    let status: Int32
    let output: String
    let errors: String

    /// The tour from its beginning to its end, which many tests look at and which runs once.
    static let whole = Task { try await TourRun.of() }

    /// What the program of a chapter has printed, without its indentation.
    func printed(in chapter: String) -> [String] {
        let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
        let part = lines.drop { !$0.hasSuffix(" \(chapter)") }
        let below = part.drop { !$0.hasPrefix("  -- what it prints -") }.dropFirst(2)
        return below.prefix { $0.hasPrefix("    ") }.map { String($0.dropFirst(4)) }
    }

    /// Runs it on a thread of its own, since that waits for the process.
    ///
    /// - Parameters:
    ///   - arguments: what follows `threading tour`.
    ///   - shell: how the shell is to run the command that it is given.
    /// - Throws: where it cannot be run.
    /// - Returns: the run, when it has ended.
    static func of(_ arguments: String..., shell: String = "exec \"$@\"") async throws -> TourRun {
        try await onThread {
            let process = Process()
            let (output, errors) = (Pipe(), Pipe())
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", shell, "sh", try Self.program().path, "tour"] + arguments
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
                let attributes = try? FileManager.default.attributesOfItem(atPath: program.path)
                if attributes?[.type] as? FileAttributeType == .typeRegular { return program }
                folder.deleteLastPathComponent()
            }
        }
        throw CocoaError(.fileNoSuchFile)
    }
}
