// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

@testable import ThreadingProgram

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A terminal that a test looks at from the other side.
struct PseudoTerminal: Sendable {
    /// The test's side.
    let screen: Descriptor
    /// The program's side; the test closes it once the program has it.
    let line: Descriptor

    init(columns: UInt16) throws {
        var (screen, line): (CInt, CInt) = (-1, -1)
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        // SAFETY: fills in the two numbers from the size; all three outlive the call.
        (self.screen, self.line) = try ChildProcess.startLock.withLock {
            guard unsafe openpty(&screen, &line, nil, nil, &size) == 0 else { throw FileFailure.system(errno) }
            return (Descriptor(screen), Descriptor(line))
        }
    }
}
