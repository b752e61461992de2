// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What this process writes to standard error from now on, for itself to read.
final class CapturedError {
    private let input: CInt
    private let original: CInt
    private var text = ""

    init() {
        var ends: [CInt] = [0, 0]
        let error = unsafe pipe(&ends)
        precondition(error == 0, "no pipe for a test")
        input = ends[0]
        original = dup(STDERR_FILENO)
        dup2(ends[1], STDERR_FILENO)
        close(ends[1])
    }

    /// Waits until so many lines have come that begin so.
    func waitForLines(beginning start: String, count: Int) {
        while text.split(separator: "\n").count(where: { $0.hasPrefix(start) }) < count {
            var bytes = [UInt8](repeating: 0, count: 65_536)
            let length = unsafe read(input, &bytes, bytes.count)
            precondition(length > 0, "standard error has ended")
            text += String(decoding: bytes.prefix(length), as: UTF8.self)
        }
    }

    /// Writes it to where it would have gone.
    func replay() {
        dup2(original, STDERR_FILENO)
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
            precondition(count > 0, "standard error is closed")
            rest = rest.dropFirst(count)
        }
    }
}
