// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation
import Testing
import ThreadingTestSupport

/// Bold is for terminals, and for those who want it.
struct TourTerminalTests {
    private static let bold = "\u{1B}[1m2. Shared"

    @Test(arguments: [
        (["TERM": "xterm"], true),
        (["TERM": "xterm", "NO_COLOR": ""], true),
        (["TERM": "xterm", "NO_COLOR": "1"], false),
        (["TERM": "dumb"], false),
    ])
    func headingsAreBoldOnATerminalUnlessNotWanted(_ environment: [String: String], _ isBold: Bool) async throws {
        let output = try await Self.outputOnTerminal(environment)
        #expect(output.contains("2. Shared, and never changed"))
        #expect(output.contains("\u{1B}") == isBold)
        #expect(output.contains(Self.bold) == isBold)
    }

    /// What the second chapter writes to a terminal, which keeps it until it is read.
    private static func outputOnTerminal(_ environment: [String: String]) async throws -> String {
        try await onThread {
            let (terminal, program) = try openTerminal()
            let process = Process()
            process.executableURL = try TourRun.program()
            process.arguments = ["tour", "2"]
            process.environment = environment
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = program
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            try program.close()
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            var length = 0
            // The end is an error here: nobody has the terminal's other side any more.
            // SAFETY: reads at most what is left of the buffer.
            while case let count = unsafe buffer.withUnsafeMutableBytes({ rest in
                unsafe read(terminal.fileDescriptor, rest.baseAddress.map { unsafe $0 + length }, rest.count - length)
            }), count > 0 {
                length += count
            }
            return String(decoding: buffer[..<length], as: UTF8.self)
        }
    }

    /// A new terminal: the side of the one who looks at it, and that of the program.
    private static func openTerminal() throws -> (FileHandle, FileHandle) {
        let terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
        var name = [CChar](repeating: 0, count: 256)
        // SAFETY: writes at most the buffer's own size.
        guard terminal >= 0, grantpt(terminal) == 0, unlockpt(terminal) == 0,
            unsafe ptsname_r(terminal, &name, name.count) == 0
        else { throw CocoaError(.featureUnsupported) }
        // SAFETY: the name ends with a zero, and outlives the call.
        let program = unsafe open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard program >= 0 else { throw CocoaError(.featureUnsupported) }
        return (
            FileHandle(fileDescriptor: terminal, closeOnDealloc: true),
            FileHandle(fileDescriptor: program, closeOnDealloc: true)
        )
    }
}
