// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation
import Testing

/// Bold is for terminals, and for those who want it.
///
/// `script`, which is part of every Linux distribution's base, runs the program on a terminal of its own.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
struct TourTerminalTests {
    @Test(arguments: [
        ("TERM=xterm; unset NO_COLOR", true),
        ("TERM=xterm; NO_COLOR=", true),
        ("TERM=xterm; NO_COLOR=1", false),
        ("TERM=dumb; unset NO_COLOR", false),
    ])
    func headingsAreBoldOnATerminalUnlessNotWanted(_ environment: String, _ isBold: Bool) async throws {
        let onTerminal = #"export TOUR="$1" TERM NO_COLOR; exec script -qec '"$TOUR" tour 2' /dev/null"#
        let run = try await TourRun.of(shell: "\(environment); \(onTerminal)")
        #expect(run.ending == .exited(0), "\(run.errors)")
        #expect(run.output.contains("2. Shared, and never changed"))
        #expect(run.output.contains("\u{1B}[1m2. Shared") == isBold)
        #expect(run.output.contains("\u{1B}") == isBold)
    }
}
