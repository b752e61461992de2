// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
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

extension HashProcessTests {
    /// The bar, seen from the other side of a terminal.
    @Suite struct HashProgressTests {
        private static let bar = "files"
        private static let message = "threading: nowhere: No such file or directory"

        /// Hashes something that takes longer than the bar needs to appear, and gives what the terminal got.
        ///
        /// With `waitsForBar` the program gets the end of its input only when the bar has been seen.
        private func screen(
            columns: UInt16 = 60,
            options: [String] = [],
            environment: [String: String] = [:],
            waitsForBar: Bool,
            sharesOutput: Bool = false
        ) async throws -> String {
            let tree = try TemporaryTree()
            try tree.file("small", "x")
            try tree.sparseFile("large", size: 512 << 20)
            let environment = ["TERM": "xterm"].merging(environment) { $1 }
            let bytes = try await onThread {
                let terminal = try PseudoTerminal(columns: columns)
                let arguments = ["hash", "small", "large", "nowhere"] + options + (waitsForBar ? ["-"] : [])
                let program = try RunningProgram(
                    [try Program.path()] + arguments.map { Array($0.utf8) },
                    in: tree,
                    environment: environment,
                    output: sharesOutput ? terminal.line : nil,
                    errors: terminal.line
                )
                terminal.line.close()
                let output = NativeThread.spawn(daemon: true) { program.output.readToEnd() }
                var seen: [UInt8] = []
                if waitsForBar {
                    seen = try #require(terminal.screen.read { String(decoding: $0, as: UTF8.self).contains(Self.bar) })
                }
                program.input.close()
                seen += terminal.screen.readToEnd()
                _ = output.join()
                _ = program.process.wait()
                return seen
            }
            return String(decoding: bytes, as: UTF8.self)
        }

        @Test(arguments: [UInt16(20), 60, 200]) func bar_staysOnItsLineAndIsTakenAway(columns: UInt16) async throws {
            let written = try await screen(columns: columns, waitsForBar: true)
            let screen = ScreenContent(written)
            #expect(screen.drawings.contains { $0.contains(Self.bar) })
            #expect(screen.drawings.allSatisfy { $0.count < Int(columns) || $0.hasPrefix("threading: ") })
            #expect(screen.lines == [Self.message])
            #expect(screen.current.isEmpty)
        }

        @Test func bar_onTheTerminalOfTheLines_isOutOfTheirWay() async throws {
            let screen = ScreenContent(try await screen(waitsForBar: true, sharesOutput: true))
            #expect(screen.drawings.contains { $0.contains(Self.bar) })
            #expect(
                screen.lines.map { String($0.drop { $0.isHexDigit }) } == ["  small", "  large", Self.message, "  -"]
            )
            #expect(screen.current.isEmpty)
        }

        @Test func bar_isGreen_unlessNoColorIsSet() async throws {
            // The total is known while the program still hashes, since nothing but files is to come.
            #expect(try await screen(columns: 120, waitsForBar: false).contains("\u{1B}[32m"))
            let plain = try await screen(columns: 120, environment: ["NO_COLOR": "1"], waitsForBar: false)
            #expect(plain.contains("[#"))
            #expect(!plain.contains("\u{1B}[32m"))
        }

        @Test(arguments: [(["--no-progress"], "xterm"), ([], "dumb")])
        func bar_whereItIsNotWanted_isNotThere(options: [String], terminal: String) async throws {
            let screen = try await screen(options: options, environment: ["TERM": terminal], waitsForBar: false)
            #expect(screen == Self.message + "\r\n")
        }

        @Test func bar_whenInterrupted_isTakenAway() async throws {
            let tree = try TemporaryTree()
            let (content, ending) = try await onThread {
                var result = try interrupted(in: tree)
                // The bar is left where its thread is not let run for 30 ms in the middle of drawing it: once more.
                for _ in 0..<5 {
                    let isAllElseRight = result.content.lines.isEmpty && result.ending == .signalled(SIGINT)
                    guard isAllElseRight, !result.content.current.isEmpty else { break }
                    result = try interrupted(in: tree)
                }
                return result
            }
            #expect(content.current.isEmpty)
            #expect(content.lines.isEmpty)
            #expect(ending == .signalled(SIGINT))
        }

        /// What is left on the screen of a program that is interrupted when its bar is there.
        private func interrupted(
            in tree: TemporaryTree
        ) throws -> (content: ScreenContent, ending: ChildProcess.Ending) {
            let terminal = try PseudoTerminal(columns: 80)
            let program = try RunningProgram.hash(
                "-",
                in: tree,
                environment: ["TERM": "xterm"],
                errors: terminal.line
            )
            terminal.line.close()
            let seen = try #require(terminal.screen.read { String(decoding: $0, as: UTF8.self).contains(Self.bar) })
            program.process.send(SIGINT)
            let rest = terminal.screen.readToEnd()
            return (ScreenContent(String(decoding: seen + rest, as: UTF8.self)), program.process.wait())
        }
    }
}
