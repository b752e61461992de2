// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What `stat` says of a file, as far as it matters here.
struct FileStatus: Sendable {
    var kind: FileKind
    var size: Int
    var device: UInt64
    var inode: UInt64

    /// Of the file that `name` leads to, or of the link itself with `followsLinks` false.
    init(of name: FileName, followsLinks: Bool = true) throws(FileFailure) {
        var status = stat()
        // SAFETY: the name ends in NUL and outlives the call, which writes `status` alone.
        let result = unsafe name.terminated.withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { path in
                guard let path = path.baseAddress else { return CInt(-1) }
                return unsafe fstatat(AT_FDCWD, path, &status, followsLinks ? 0 : AT_SYMLINK_NOFOLLOW)
            }
        }
        guard result == 0 else { throw .system(errno) }
        self.init(status)
    }

    /// Of an open file.
    init(of descriptor: CInt) throws(FileFailure) {
        var status = stat()
        // SAFETY: the call writes `status` alone.
        guard unsafe fstat(descriptor, &status) == 0 else { throw .system(errno) }
        self.init(status)
    }

    /// Whether both are the same regular file.
    ///
    /// Two names for one device are of no interest.
    func isSameFile(as other: FileStatus) -> Bool {
        kind == .regular && device == other.device && inode == other.inode
    }

    private init(_ status: stat) {
        kind = FileKind(mode: status.st_mode)
        size = Int(status.st_size)
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
    }
}
