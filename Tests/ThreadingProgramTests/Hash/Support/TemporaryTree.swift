// Part of swift-threading. Apache-2.0: see LICENSE.

@testable import ThreadingProgram

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A directory for one test, removed with everything in it when the test has it no more.
///
/// Names are bytes here, since some of the files have names that are no text.
final class TemporaryTree: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/threading-hash-XXXXXX".utf8CString)
        // SAFETY: the template ends in NUL, and the call changes its bytes in place.
        guard unsafe mkdtemp(&template) != nil else { throw FileFailure.system(errno) }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        // For the tests that give up their privileges.
        unsafe chmod(path, 0o755)
    }

    deinit { Self.remove(path) }

    /// The absolute path of something in the tree.
    func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    @discardableResult
    func file(_ name: String, _ content: String = "") throws -> String {
        try file(Array(name.utf8), Array(content.utf8))
        return name
    }

    func file(_ name: [UInt8], _ content: [UInt8]) throws {
        let name = FileName(Array("\(path)/".utf8) + name)
        let descriptor = Descriptor(try OpenFile.descriptor(name, flags: O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC))
        try descriptor.write(content)
    }

    /// A file of zeros that takes no room on the disk.
    func sparseFile(_ name: String, size: Int) throws {
        try file(name)
        try check(unsafe truncate(self(name), off_t(size)))
    }

    func directory(_ name: String) throws {
        try check(unsafe mkdir(self(name), 0o755))
    }

    func link(_ name: String, to target: String) throws {
        try check(unsafe symlink(target, self(name)))
    }

    func fifo(_ name: String) throws {
        try check(unsafe mkfifo(self(name), 0o644))
    }

    func socket(_ name: String) throws {
        try check(unsafe mknod(self(name), S_IFSOCK | 0o644, 0))
    }

    func content(_ name: String) throws -> [UInt8] {
        let descriptor = try OpenFile.descriptor(FileName(self(name).utf8), flags: O_RDONLY | O_CLOEXEC)
        return Descriptor(descriptor).readToEnd()
    }

    private func check(_ result: CInt) throws {
        guard result == 0 else { throw FileFailure.system(errno) }
    }

    /// One directory is open at a time, however deep the tree is.
    private static func remove(_ path: String) {
        remove(FileName(path.utf8))
    }

    private static func remove(_ directory: FileName) {
        // SAFETY: here and below: the name ends in NUL and lives as long as the call.
        func call(_ name: FileName, _ body: (UnsafePointer<CChar>) -> CInt) {
            unsafe name.terminated.withUnsafeBufferPointer { bytes in
                unsafe bytes.withMemoryRebound(to: CChar.self) { text in
                    if let start = text.baseAddress { _ = unsafe body(start) }
                }
            }
        }
        // One that a test has closed to everybody could not be emptied.
        unsafe call(directory) { name in unsafe chmod(name, 0o755) }
        var entries: [DirectoryStream.Entry] = []
        if let stream = try? DirectoryStream(directory, followsLinks: false) {
            while let entry = try? stream.next() { entries.append(entry) }
        }
        for entry in entries {
            if entry.kind == .directory {
                remove(entry.name)
            } else {
                unsafe call(entry.name) { name in unsafe unlink(name) }
            }
        }
        unsafe call(directory) { name in unsafe rmdir(name) }
    }
}
