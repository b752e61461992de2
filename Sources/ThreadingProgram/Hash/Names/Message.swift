// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A line for standard error, worded as coreutils word it: `threading: NAME: what is wrong`.
struct Message: Sendable, Hashable {
    /// The whole line with its newline.
    let line: [UInt8]

    /// What is wrong with the file of that name.
    init(_ name: FileName, _ text: String) {
        self.init(bytes: ShellQuoting.quote(name.bytes) + Array(": \(text)".utf8))
    }

    init(_ text: String) {
        self.init(bytes: Array(text.utf8))
    }

    init(bytes: [UInt8]) {
        line = Array("threading: ".utf8) + bytes + [UInt8(ascii: "\n")]
    }

    /// What the system says of error `code`: `No such file or directory`.
    static func text(ofError code: CInt) -> String {
        // SAFETY: `strerror` returns a string that is valid until this thread calls it again, and
        // it is copied here at once.
        unsafe String(cString: strerror(code))
    }
}
