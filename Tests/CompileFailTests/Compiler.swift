// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation

/// The Swift compiler, run on one file against the modules that this test run was built with.
struct Compiler: Sendable {
    /// The build folder that holds `Modules` and the module maps of the C targets.
    let buildFolder: URL

    /// Looks upwards from the test program itself, so that any configuration and any `--scratch-path` work.
    init() throws {
        let programs = [try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")].compactMap { $0 }
        for path in programs + CommandLine.arguments where path.hasPrefix("/") {
            var folder = URL(filePath: path)
            while folder.pathComponents.count > 1 {
                folder.deleteLastPathComponent()
                let module = folder.appending(path: "Modules/Threading.swiftmodule")
                if FileManager.default.fileExists(atPath: module.path) {
                    buildFolder = folder
                    return
                }
            }
        }
        throw CompilerError.noModules(searched: programs + CommandLine.arguments)
    }

    /// Blocks until the compiler is done, and returns the errors and warnings that it printed.
    ///
    /// Stops after SIL: type checking alone does not run the analysis that finds values sent and used again.
    func diagnostics(of file: URL) throws -> [Diagnostic] {
        let (status, printed) = try run(on: file)
        let diagnostics = Diagnostic.all(in: printed)
        guard (status == 0) == diagnostics.allSatisfy({ $0.severity == "warning" }) else {
            throw CompilerError.failed(status: status, printed: printed)
        }
        return diagnostics
    }

    /// Blocks until the compiler is done, and returns all that it printed.
    func run(on file: URL) throws -> (status: Int32, printed: String) {
        let source = try String(contentsOf: file, encoding: .utf8)
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["swiftc"] + arguments(for: file, isScript: source.contains("\n// top-level code\n"))
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        // To the end before waiting: a full pipe would stop the compiler.
        let printed = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, printed)
    }

    private func arguments(for file: URL, isScript: Bool) -> [String] {
        var arguments = ["-emit-sil", "-o", "/dev/null", "-swift-version", "6", "-strict-memory-safety"]
        for feature in Compiler.features { arguments += ["-enable-upcoming-feature", feature] }
        arguments += ["-diagnostic-style", "llvm", "-no-color-diagnostics"]
        arguments += ["-I", buildFolder.appending(path: "Modules").path]
        arguments += moduleMaps.flatMap { ["-Xcc", "-fmodule-map-file=\($0.path)"] }
        if !isScript { arguments.append("-parse-as-library") }
        return arguments + [file.path]
    }

    /// The C target's own module map, or the one that the package manager wrote for it.
    private var moduleMaps: [URL] {
        let package = URL(filePath: #filePath).appending(path: "../../..").standardized
        let candidates = [
            package.appending(path: "Sources/CThreading/include/module.modulemap"),
            buildFolder.appending(path: "CThreading.build/module.modulemap"),
        ]
        return Array(candidates.filter { FileManager.default.fileExists(atPath: $0.path) }.prefix(1))
    }

    /// The same as in `Package.swift`, so that a program here is checked as the package's own code is.
    private static let features = [
        "ExistentialAny", "MemberImportVisibility", "InternalImportsByDefault", "NonisolatedNonsendingByDefault",
        "InferIsolatedConformances", "ImmutableWeakCaptures",
    ]
}
