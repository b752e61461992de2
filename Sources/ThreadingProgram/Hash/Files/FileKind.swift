// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What a name in the file system stands for.
enum FileKind: Sendable, Equatable {
    case regular, directory, symbolicLink, fifo, socket, characterDevice, blockDevice, unknown

    init(mode: mode_t) {
        self =
            switch mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            case S_IFIFO: .fifo
            case S_IFSOCK: .socket
            case S_IFCHR: .characterDevice
            case S_IFBLK: .blockDevice
            default: .unknown
            }
    }

    /// From what the directory itself knows; `unknown` on file systems that keep no kinds there.
    init(directoryEntryType type: UInt8) {
        self =
            switch Int(type) {
            case Int(DT_REG): .regular
            case Int(DT_DIR): .directory
            case Int(DT_LNK): .symbolicLink
            case Int(DT_FIFO): .fifo
            case Int(DT_SOCK): .socket
            case Int(DT_CHR): .characterDevice
            case Int(DT_BLK): .blockDevice
            default: .unknown
            }
    }

    /// Why a file of this kind has no checksum, in the form of the system's own "Is a directory"
    /// and with coreutils' words for the kinds.
    var refusal: String {
        switch self {
        case .regular: "Is a regular file"
        case .directory: Message.text(ofError: EISDIR)
        case .symbolicLink: Message.text(ofError: ELOOP)
        case .fifo: "Is a fifo"
        case .socket: "Is a socket"
        case .characterDevice: "Is a character special file"
        case .blockDevice: "Is a block special file"
        case .unknown: "Is a weird file"
        }
    }
}
