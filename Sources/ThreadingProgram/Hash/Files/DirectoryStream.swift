// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A directory being read, entry by entry: nothing of it is collected.
///
/// Belongs to the thread that opened it.
@safe final class DirectoryStream {
    /// A directory's entry: its whole name and what the directory says it is.
    struct Entry {
        var name: FileName
        var kind: FileKind
    }

    // SAFETY: not nil between `init` and `deinit`, and used by this class alone.
    #if canImport(Darwin)
    private let stream: UnsafeMutablePointer<DIR>
    #else
    private let stream: OpaquePointer
    #endif
    /// What stands before the names of the entries, with its slash.
    private let prefix: [UInt8]

    /// Opens the directory `name`, which may be a symbolic link to one if `followsLinks` is true.
    init(_ name: FileName, followsLinks: Bool) throws(FileFailure) {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW)
        let descriptor = try OpenFile.descriptor(name, flags: flags)
        // SAFETY: the stream owns the descriptor from here on.
        guard let stream = unsafe fdopendir(descriptor) else {
            let code = errno
            close(descriptor)
            throw .system(code)
        }
        unsafe self.stream = stream
        prefix = Self.prefix(name)
    }

    deinit {
        // SAFETY: open since `init`, and closed here only.
        unsafe closedir(stream)
    }

    /// The next entry in the directory's own order, without `.` and `..`; nil at the end.
    func next() throws(FileFailure) -> Entry? {
        while true {
            // The end and an error both return null; `errno` tells them apart.
            errno = 0
            // SAFETY: the entry is valid until the next call for this stream, which is ours alone.
            guard let entry = unsafe readdir(stream) else {
                guard errno == 0 else { throw .system(errno) }
                return nil
            }
            let type = unsafe entry.pointee.d_type
            // SAFETY: the name is the record's last field, ends in NUL, and is copied before the
            // next call. It is reached by its offset, since the record may be shorter than its type.
            let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
            let start = unsafe UnsafeRawPointer(entry).advanced(by: offset)
            let length = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
            let text = unsafe UnsafeRawBufferPointer(start: start, count: length)
            if unsafe isSelfOrParent(text) { continue }
            return Entry(name: unsafe name(of: text), kind: FileKind(directoryEntryType: type))
        }
    }

    private func isSelfOrParent(_ text: UnsafeRawBufferPointer) -> Bool {
        let dot = UInt8(ascii: ".")
        // SAFETY: within the bounds that have just been looked at.
        return unsafe text.first == dot && (text.count == 1 || text.count == 2 && text[1] == dot)
    }

    /// One allocation of the right size: there is a name for every file of the tree.
    private func name(of text: UnsafeRawBufferPointer) -> FileName {
        let count = prefix.count + text.count + 1
        // SAFETY: writes exactly `count` bytes: the prefix, the text, a NUL.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            _ = unsafe buffer.update(fromContentsOf: prefix)
            _ = unsafe UnsafeMutableBufferPointer(rebasing: buffer[prefix.count...]).update(fromContentsOf: text)
            unsafe buffer[count - 1] = 0
            initialized = count
        }
        return FileName(terminated: bytes)
    }

    /// As `find` joins them: a slash is put in where there is none.
    private static func prefix(_ name: FileName) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        return name.bytes.last == slash ? Array(name.bytes) : name.bytes + [slash]
    }
}
