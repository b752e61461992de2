// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Where the lines go: standard output or a file, in large pieces that end where a line ends.
///
/// Into a pipe the pieces are at most `PIPE_BUF` bytes long. Such a write is all or nothing, so
/// that a program ended in the middle of it, with a reader that does not read, leaves no half line
/// behind. (A line that is longer than that by itself, of a name with thousands of characters, may
/// be cut.) Belongs to the writer's thread.
struct LineOutput: ~Copyable {
    private let descriptor: CInt
    private let isPipe: Bool
    /// The terminal's bar, where the lines go to the same terminal and must not run into it.
    private let screen: Screen?
    private var buffer: [UInt8] = []

    /// Writes to `descriptor`, which stays open until ``close()``, and past the bar of `screen`.
    init(_ descriptor: CInt, status: FileStatus?, screen: Screen?) {
        self.descriptor = descriptor
        self.screen = screen
        isPipe = status?.kind == .fifo || status?.kind == .socket
        buffer.reserveCapacity(Self.fileBuffer)
    }

    /// Takes whole lines; they may be written later.
    mutating func append(_ lines: [UInt8]) throws(DescriptorOutput.Failure) {
        guard !lines.isEmpty else { return }
        if buffer.count + lines.count > (isPipe ? Self.atomicWrite : Self.fileBuffer) { try flush() }
        buffer.append(contentsOf: lines)
    }

    /// Writes what has been taken so far.
    mutating func flush() throws(DescriptorOutput.Failure) {
        guard !buffer.isEmpty else { return }
        defer { buffer.removeAll(keepingCapacity: true) }
        guard let screen else { return try DescriptorOutput.write(buffer, to: descriptor) }
        try screen.withoutBar { () throws(DescriptorOutput.Failure) in
            try DescriptorOutput.write(buffer, to: descriptor)
        }
    }

    /// Closes the descriptor, which may be when the system finds that it could not write after all.
    func close() throws(DescriptorOutput.Failure) {
        #if canImport(Darwin)
        let result = Darwin.close(descriptor)
        #elseif canImport(Glibc)
        let result = Glibc.close(descriptor)
        #else
        let result = Musl.close(descriptor)
        #endif
        guard result == 0 || errno == EINTR else { throw .system(errno) }
    }

    private static let fileBuffer = 64 << 10
    private static let atomicWrite = Int(PIPE_BUF)
}
