// Part of swift-threading. Apache-2.0: see LICENSE.

// Unsafe and preconcurrency for `environ` alone, which nothing in this program changes.
#if canImport(Darwin)
@unsafe @preconcurrency import Darwin
#elseif canImport(Glibc)
@unsafe @preconcurrency import Glibc
#elseif canImport(Musl)
@unsafe @preconcurrency import Musl
#endif

/// A chapter's program in a process of its own, as it would run if it were all there is.
///
/// Its threads are counted from one, the memory is its own, and it ends as a process ends, which is what
/// some chapters are about.
struct ChildProgram {
    let chapter: String

    /// Where its timeline goes; nil if none is recorded.
    var trace: TraceFolder?

    /// Runs the program to its end.
    ///
    /// - Throws: `Failure` if it cannot be run, or ends otherwise than well.
    /// - Returns: the lines that it has written to standard output.
    func output() throws(Failure) -> [Substring] {
        var ends: [CInt] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw Failure(chapter, "no pipe", code: errno) }
        defer { close(ends[0]) }
        // The child gets the writing end as its standard output, and neither under these numbers.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let process: pid_t
        do {
            defer { close(ends[1]) }
            process = try start(output: ends[1])
        }
        let text = readAll(from: ends[0])
        try awaitEnd(of: process)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }

    private func start(output: CInt) throws(Failure) -> pid_t {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        let program = CommandLine.arguments[0]
        #else
        var actions = unsafe posix_spawn_file_actions_t()
        let program = "/proc/self/exe"
        #endif
        // SAFETY, for all of this: the C strings and the actions outlive the call that borrows them.
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        // The folder's name is bytes, which need not be text.
        let options = trace.map { [Array("--trace".utf8), Array($0.name.bytes)] } ?? []
        let words = ["threading", "tour", "--program", chapter].map { Array($0.utf8) } + options
        var copies: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe copy($0) } + [nil]
        defer { unsafe copies.forEach { unsafe free($0) } }
        var process: pid_t = 0
        let code = unsafe posix_spawn(&process, program, &actions, nil, &copies, environ)
        guard code == 0 else { throw Failure(chapter, "not started", code: code) }
        return process
    }

    /// As C wants it; the caller frees it.
    private func copy(_ bytes: [UInt8]) -> UnsafeMutablePointer<CChar>? {
        // SAFETY: what is copied ends in NUL and outlives the call.
        unsafe (bytes + [0]).map(CChar.init(bitPattern:)).withUnsafeBufferPointer { bytes in
            unsafe bytes.baseAddress.map { unsafe strdup($0) } ?? nil
        }
    }

    private func readAll(from descriptor: CInt) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            // SAFETY: reads at most the buffer's own size.
            let count = unsafe read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }

    private func awaitEnd(of process: pid_t) throws(Failure) {
        var status: CInt = 0
        // SAFETY: fills in one number.
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        if status & 0x7F != 0 { throw Failure(chapter, "ended by signal \(status & 0x7F)") }
        if status != 0 { throw Failure(chapter, "ended with status \(status >> 8 & 0xFF)") }
    }

    /// Why there is no output.
    struct Failure: Error, CustomStringConvertible {
        let description: String

        init(_ chapter: String, _ problem: String) {
            description = "the program of the chapter \"\(chapter)\": \(problem)"
        }

        init(_ chapter: String, _ problem: String, code: CInt) {
            // SAFETY: the text is the C library's, and is copied at once.
            unsafe self.init(chapter, "\(problem): \(strerror(code).map { unsafe String(cString: $0) } ?? "\(code)")")
        }
    }
}
