// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// An open file, read into a buffer that the caller owns.
///
/// Closed when it goes out of scope.
struct FileReader: ~Copyable {
    private let descriptor: CInt
    private let closesDescriptor: Bool
    /// What the file was when it was opened.
    let status: FileStatus

    /// Opens the regular file `name`, and refuses anything else without ever waiting for it.
    ///
    /// A FIFO opens at once with `O_NONBLOCK`, where nobody writes to it, and is then seen for what
    /// it is. A terminal does not become this process's own. `followsLinks` is false for a name
    /// that the walker found: a link that has taken the file's place since then is not followed
    /// out of the tree.
    init(_ name: FileName, followsLinks: Bool) throws(FileFailure) {
        (descriptor, status) = try Self.open(name, followsLinks: followsLinks)
        closesDescriptor = true
        if status.size > Self.largeFile { adviseSequential() }
    }

    /// Standard input, whatever it is, except a directory.
    init(standardInput: Void) throws(FileFailure) {
        let status = try FileStatus(of: STDIN_FILENO)
        guard status.kind != .directory else { throw .kind(.directory) }
        self.status = status
        descriptor = STDIN_FILENO
        closesDescriptor = false
    }

    deinit {
        if closesDescriptor { close(descriptor) }
    }

    /// Reads at most a buffer full.
    ///
    /// - Returns: how many bytes; zero at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
        // SAFETY: the caller's buffer, for the time of the call.
        try unsafe DescriptorInput.read(descriptor, into: buffer)
    }

    private func adviseSequential() {
        #if !canImport(Darwin)
        // Only a hint: twice the read-ahead. What it returns changes nothing.
        _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
        #endif
    }

    private static func open(_ name: FileName, followsLinks: Bool) throws(FileFailure) -> (CInt, FileStatus) {
        let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (followsLinks ? 0 : O_NOFOLLOW)
        let descriptor: CInt
        do throws(FileFailure) {
            descriptor = try OpenFile.descriptor(name, flags: flags)
        } catch {
            throw explain(error, name)
        }
        do throws(FileFailure) {
            let status = try FileStatus(of: descriptor)
            guard status.kind == .regular else { throw .kind(status.kind) }
            return (descriptor, status)
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// A socket does not open at all, with a code that says nothing; better to say what it is.
    private static func explain(_ failure: FileFailure, _ name: FileName) -> FileFailure {
        guard failure == .system(ENXIO), let status = try? FileStatus(of: name) else { return failure }
        return status.kind == .regular ? failure : .kind(status.kind)
    }

    /// Below this the kernel's default read-ahead has the whole file anyway.
    private static let largeFile = 128 << 10
}
