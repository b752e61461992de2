// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation
import Testing
import ThreadingTestSupport

/// What must not compile does not, and says why; the safe way to do the same compiles without a word.
///
/// One at a time, because each program starts two compilers and two cores have no use for more.
@Suite(.serialized)
struct CompileFailTests {
    @Test(arguments: Program.all)
    func misuseIsRefusedAndItsTwinCompiles(_ program: Program) async throws {
        async let misuse = verdict(on: program.misuse)
        async let twin = verdict(on: program.twin)
        let (refused, accepted) = try await (misuse, twin)
        #expect(refused.isAsExpected, "\(program.name).unsafe.swift\n\(refused)")
        #expect(accepted.isAsExpected, "\(program.name).safe.swift\n\(accepted)")
    }

    @Test(arguments: Program.all)
    func misuseExpectsAnErrorAndItsTwinNothing(_ program: Program) throws {
        let misuse = Expectation.all(in: try String(contentsOf: program.misuse, encoding: .utf8))
        let twin = Expectation.all(in: try String(contentsOf: program.twin, encoding: .utf8))
        #expect(!misuse.isEmpty, "say which error each unsafe line must give")
        #expect(twin.isEmpty)
    }

    @Test
    func programsAreFound() {
        #expect(Program.all.count > 50)
    }

    /// A compiler may take seconds on a busy machine: the wait is off the test runner's threads.
    private func verdict(on file: URL) async throws -> Verdict {
        try await onThread {
            let expected = Expectation.all(in: try String(contentsOf: file, encoding: .utf8))
            return Verdict(expected: expected, reported: try Compiler().diagnostics(of: file))
        }
    }
}
