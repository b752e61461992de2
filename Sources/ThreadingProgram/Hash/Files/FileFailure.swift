// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Why a file, or what is left of it, is not read.
enum FileFailure: Error, Equatable {
    /// A system call failed with this code.
    case system(CInt)
    /// It is not a regular file, and might hang or never end.
    case kind(FileKind)
    /// It is the very file that the lines are written to.
    case isOutput
    /// The program is being ended; nobody wants to hear of the file.
    case stopped

    /// What is said of it behind the file's name.
    var text: String {
        switch self {
        case .system(let code): Message.text(ofError: code)
        case .kind(let kind): kind.refusal
        case .isOutput: "input file is output file"
        case .stopped: Message.text(ofError: EINTR)
        }
    }
}
