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

/// A process that a test has started, with descriptors of the test's choice.
///
/// It blocks whoever waits for it, so it is used within `onThread`.
struct ChildProcess: Sendable {
    /// How a process ended.
    enum Ending: Equatable, Sendable {
        case exited(Int32)
        case signalled(Int32)
    }

    struct StartError: Error { var code: Int32 }

    let id: pid_t

    /// Held while such a process starts, and while a descriptor is made that none is to have by accident.
    ///
    /// One that starts between the two calls of the making would have it, and a pipe would not come to its end before
    /// that one. The processes of exit tests close what they are not to have.
    static let startLock = Lock()

    /// What every child's environment holds unless the test says otherwise.
    static let defaults = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]

    /// Starts the program whose path and arguments these are, with those three descriptors, which
    /// stay open here.
    init(
        _ arguments: [[UInt8]],
        directory: String,
        environment: [String: String],
        input: CInt,
        output: CInt,
        errors: CInt
    ) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        // SAFETY: all of these are this call's own, filled in by the first calls, destroyed at its end.
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        for (target, source) in [input, output, errors].enumerated() {
            unsafe posix_spawn_file_actions_adddup2(&actions, source, CInt(target))
        }
        // The test runner may ignore or block what the program is to be ended by.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var id: pid_t = 0
        let variables = Self.defaults.merging(environment) { $1 }.map { Array("\($0.key)=\($0.value)".utf8) }
        // A shell changes the directory, for which there is no portable call, and becomes the program.
        let shell = ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, directory].map { Array($0.utf8) }
        let code = unsafe Self.withCStrings(shell + arguments) { arguments in
            unsafe Self.withCStrings(variables) { variables in
                Self.startLock.withLock {
                    unsafe posix_spawn(&id, "/bin/sh", &actions, &attributes, arguments, variables)
                }
            }
        }
        guard code == 0 else { throw StartError(code: code) }
        self.id = id
    }

    func send(_ signal: CInt) {
        kill(id, signal)
    }

    /// Waits for the end.
    func wait() -> Ending {
        var status: CInt = 0
        // SAFETY: fills in the status, which outlives the call.
        while unsafe waitpid(id, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }

    /// The most memory that the process has had since it became this program, in bytes, while it runs.
    ///
    /// Not what a wait for the process tells: that counts the memory of the process that started it, too.
    func peakMemory() throws -> Int {
        let status = try Descriptor(OpenFile.descriptor(FileName("/proc/\(id)/status".utf8), flags: O_RDONLY))
        let text = String(decoding: status.readToEnd(), as: UTF8.self)
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? .max / 1024) * 1024
    }

    private static func withCStrings<R>(
        _ strings: [[UInt8]],
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> R
    ) -> R {
        // SAFETY: each copy ends in NUL and lives until the body has returned.
        let copies = unsafe strings.map { string in
            unsafe (string + [0]).withUnsafeBytes { bytes -> UnsafeMutablePointer<CChar>? in
                let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
                unsafe UnsafeMutableRawBufferPointer(start: copy, count: bytes.count).copyMemory(from: bytes)
                return unsafe copy
            }
        }
        defer { unsafe copies.forEach { unsafe $0?.deallocate() } }
        var vector = unsafe copies + [nil]
        return unsafe vector.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { fatalError("the vector holds a null at least") }
            return unsafe body(start)
        }
    }
}
