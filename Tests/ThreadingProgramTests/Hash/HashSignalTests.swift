// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
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
    /// How the program ends when it is told to, and when nobody reads what it prints.
    @Suite struct HashSignalTests {
        private static let newline = UInt8(ascii: "\n")

        private struct Ended: Sendable {
            var output: [UInt8]
            var errors: [UInt8]
            var ending: ChildProcess.Ending

            var lineCount: Int { output.count { $0 == newline } }
        }

        /// Runs it until there is a first line, sends the signal, and reads the rest.
        private func interrupt(_ program: RunningProgram, by signal: CInt) throws -> Ended {
            let start = try #require(program.output.read { $0.contains(Self.newline) })
            program.process.send(signal)
            let rest = program.output.readToEnd()
            return Ended(
                output: start + rest,
                errors: program.errors.readToEnd(),
                ending: program.process.wait()
            )
        }

        /// Eight tebibytes of zeros: no machine gets to their end while the test waits.
        @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func signal_inTheMiddleOfAFile_endsByThatSignal(signal: CInt)
            async throws
        {
            let tree = try TemporaryTree()
            try tree.file("small", "x")
            try tree.sparseFile("endless", size: 8 << 40)
            let ended = try await onThread {
                try interrupt(try RunningProgram.hash("small", "endless", "endless", in: tree), by: signal)
            }
            #expect(ended.ending == .signalled(signal))
            #expect(ended.lineCount == 1)
            #expect(ended.output.last == Self.newline)
            #expect(ended.errors.isEmpty)
        }

        @Test(arguments: [SIGINT, SIGTERM]) func signal_whileARead_blocks_endsByThatSignal(signal: CInt) async throws {
            let tree = try TemporaryTree()
            try tree.file("small", "x")
            let ended = try await onThread {
                try interrupt(try RunningProgram.hash("small", "-", in: tree), by: signal)
            }
            #expect(ended.ending == .signalled(signal))
            #expect(ended.output.count == "DIGEST  small\n".utf8.count - 6 + Algorithm.sha512.digitCount)
            #expect(ended.errors.isEmpty)
        }

        @Test func signal_whileAListBlocks_endsByThatSignal() async throws {
            let tree = try TemporaryTree()
            try tree.file("small", "x")
            let ended = try await onThread {
                let program = try RunningProgram.hash("--files-from", "-", in: tree)
                try program.input.write(Array("small\n".utf8))
                return try interrupt(program, by: SIGTERM)
            }
            #expect(ended.ending == .signalled(SIGTERM))
            #expect(ended.errors.isEmpty)
        }

        /// Nobody reads until after the signal, so the writer is stuck in a full pipe, or will be.
        @Test func signal_whileAFullPipeBlocks_leavesNoHalfLine() async throws {
            let tree = try TemporaryTree()
            for number in 0..<1200 { try tree.file("a-longer-name-\(number)", "x") }
            let ended = try await onThread {
                let pipe = try Pipe()
                let program = try RunningProgram.hash(".", in: tree, output: pipe.writing)
                // Full is when the system would not let us write either.
                var request = pollfd(fd: pipe.writing.number, events: Int16(POLLOUT), revents: 0)
                // SAFETY: one record, which outlives the call.
                while unsafe poll(&request, 1, 0) == 1 { sched_yield() }
                program.process.send(SIGINT)
                let ending = program.process.wait()
                pipe.writing.close()
                return Ended(output: pipe.reading.readToEnd(), errors: program.errors.readToEnd(), ending: ending)
            }
            #expect(ended.ending == .signalled(SIGINT))
            let lines = ended.output.split(separator: Self.newline)
            #expect(ended.output.last == Self.newline)
            let shortest = Algorithm.sha512.digitCount + "  ./a-longer-name-0".utf8.count
            #expect(lines.allSatisfy { $0.count >= shortest })
            #expect(lines.count < 1200)
            #expect(ended.errors.isEmpty)
        }

        @Test func signal_thatIsIgnoredAtStart_staysIgnored() async throws {
            let tree = try TemporaryTree()
            try tree.file("small", "x")
            let output = try await onThread {
                let path = String(decoding: try Program.path(), as: UTF8.self)
                let command = ["/bin/sh", "-c", "trap '' HUP; exec \"\(path)\" hash small -"].map { Array($0.utf8) }
                let program = try RunningProgram(command, in: tree)
                let start = try #require(program.output.read { $0.contains(Self.newline) })
                program.process.send(SIGHUP)
                try program.input.write(Array("more".utf8))
                program.input.close()
                let output = start + program.output.readToEnd()
                return program.process.wait() == .exited(0) ? output : []
            }
            #expect(output.filter { $0 == Self.newline }.count == 2)
        }

        @Test func reader_thatGoesAway_endsItQuietly() async throws {
            let tree = try TemporaryTree()
            for number in 0..<1200 { try tree.file("a-longer-name-\(number)", "x") }
            let (errors, ending) = try await onThread {
                let program = try RunningProgram.hash(".", in: tree)
                _ = try #require(program.output.read { $0.contains(Self.newline) })
                program.output.close()
                return (program.errors.readToEnd(), program.process.wait())
            }
            #expect(errors.isEmpty)
            #expect(ending == .signalled(SIGPIPE))
        }

        /// The walker is blocked in a read that never returns when the writer finds the pipe closed.
        @Test func reader_thatGoesAwayWhileInputBlocks_endsItQuietly() async throws {
            let tree = try TemporaryTree()
            try tree.file("small", "x")
            let ending = try await onThread {
                let program = try RunningProgram.hash("--files-from", "-", in: tree)
                try program.input.write(Array("small\n".utf8))
                _ = try #require(program.output.read { $0.contains(Self.newline) })
                program.output.close()
                // Again and again: a process that another test starts has the closed end, too, for a moment.
                for _ in 0..<1_000_000 {
                    do { try program.input.write(Array("small\n".utf8)) } catch { break }
                }
                program.input.close()
                return program.process.wait()
            }
            #expect(ending == .signalled(SIGPIPE))
        }

        @Test(arguments: [1, 2000]) func output_thatIsFull_isAnError(files: Int) async throws {
            let tree = try TemporaryTree()
            for number in 0..<files { try tree.file("\(number)", "x") }
            let (errors, ending) = try await onThread {
                let full = Descriptor(try OpenFile.descriptor(FileName("/dev/full".utf8), flags: O_WRONLY))
                let program = try RunningProgram.hash(".", in: tree, output: full)
                return (program.errors.readToEnd(), program.process.wait())
            }
            #expect(String(decoding: errors, as: UTF8.self) == "threading: write error: No space left on device\n")
            #expect(ending == .exited(1))
        }

        @Test func outputFile_thatIsFull_isAnErrorOfThatFile() async throws {
            let tree = try TemporaryTree()
            try tree.file("a", "x")
            let result = try await Program.hash("a", "-o", "/dev/full", in: tree)
            #expect(result.messages == ["/dev/full: No space left on device"])
            #expect(result.ending == .exited(1))
        }
    }
}
