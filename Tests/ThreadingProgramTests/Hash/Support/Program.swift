// Part of swift-threading. Apache-2.0: see LICENSE.

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

/// Runs `threading` and coreutils, and gives what they printed.
enum Program {
    struct Result: Sendable {
        var output: [UInt8]
        var errors: [UInt8]
        var ending: ChildProcess.Ending

        var outputText: String { String(decoding: output, as: UTF8.self) }
        var errorText: String { String(decoding: errors, as: UTF8.self) }
        var lines: [String] { outputText.split(separator: "\n").map(String.init) }
        /// The messages without the name of the program that each starts with.
        var messages: [String] {
            errorText.split(separator: "\n").map { line in
                guard let colon = line.firstRange(of: ": "),
                    let name = line[..<colon.lowerBound].split(separator: "/").last,
                    ["threading", "sha256sum", "sha384sum", "sha512sum"].contains(name)
                else { return String(line) }
                return String(line[colon.upperBound...])
            }
        }
    }

    struct Missing: Error, CustomStringConvertible {
        var description: String
    }

    /// Where the program was built: beside the bundle that these tests are in.
    static func path() throws -> [UInt8] {
        var folder = CommandLine.arguments[0][...]
        // Three levels further up on Darwin, where the bundle is a directory.
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            let candidate = "\(folder)/threading"
            // SAFETY: the string lives as long as the call.
            if unsafe access(candidate, X_OK) == 0 { return Array(candidate.utf8) }
        }
        throw Missing(description: "no program called threading beside \(CommandLine.arguments[0])")
    }

    /// Where coreutils' program of that name is.
    ///
    /// The tests compare with it, so it has to be there.
    static func coreutils(_ name: String) throws -> [UInt8] {
        for folder in ["/usr/bin", "/bin", "/usr/local/bin"] where unsafe access("\(folder)/\(name)", X_OK) == 0 {
            // SAFETY: the string lives as long as the call.
            return Array("\(folder)/\(name)".utf8)
        }
        throw Missing(description: "\(name) is not installed; these tests compare with GNU coreutils and need it")
    }

    /// Runs `threading hash` to its end.
    static func hash(
        _ arguments: String...,
        in tree: TemporaryTree,
        environment: [String: String] = [:],
        input: [UInt8] = []
    ) async throws -> Result {
        let arguments = ["hash"] + arguments
        return try await run(
            try path(),
            arguments.map { Array($0.utf8) },
            in: tree,
            environment: environment,
            input: input
        )
    }

    /// Runs coreutils' `sha512sum` to its end.
    static func sha512sum(
        _ arguments: String...,
        in tree: TemporaryTree,
        environment: [String: String] = [:],
        input: [UInt8] = []
    ) async throws -> Result {
        let program = try coreutils("sha512sum")
        return try await run(
            program,
            arguments.map { Array($0.utf8) },
            in: tree,
            environment: environment,
            input: input
        )
    }

    /// Runs a program to its end, with `input` for standard input.
    ///
    /// What blocks is on threads of its own.
    static func run(
        _ program: [UInt8],
        _ arguments: [[UInt8]],
        in tree: TemporaryTree,
        environment: [String: String] = [:],
        input: [UInt8] = []
    ) async throws -> Result {
        try await onThread {
            let child = try RunningProgram([program] + arguments, in: tree, environment: environment)
            let feeding = NativeThread.spawn(daemon: true) {
                // It may end without having read all of it.
                try? child.input.write(input)
                child.input.close()
            }
            let readingErrors = NativeThread.spawn(daemon: true) { child.errors.readToEnd() }
            let printed = child.output.readToEnd()
            let ending = child.process.wait()
            feeding.join()
            return Result(output: printed, errors: readingErrors.join(), ending: ending)
        }
    }
}
