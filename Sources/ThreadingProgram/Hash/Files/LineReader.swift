// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Reads a list, line by line: a check list, or the names of `--files-from`.
///
/// Lists may be pipes and terminals, so this blocks as long as the other side likes.
struct LineReader: ~Copyable {
    private let descriptor: CInt
    private let closesDescriptor: Bool
    private let delimiter: UInt8
    private var buffer: [UInt8]
    private var unread = 0..<0

    /// Opens the list `name`, where `-` is standard input, whose lines end in `delimiter`.
    init(_ name: FileName, delimiter: UInt8 = UInt8(ascii: "\n")) throws(FileFailure) {
        closesDescriptor = !name.isStandardInput
        descriptor =
            name.isStandardInput
            ? STDIN_FILENO : try OpenFile.descriptor(name, flags: O_RDONLY | O_CLOEXEC | O_NOCTTY)
        self.delimiter = delimiter
        buffer = [UInt8](repeating: 0, count: Self.bufferSize)
    }

    deinit {
        if closesDescriptor { close(descriptor) }
    }

    /// The next line without its delimiter, which the last one need not have; nil at the end.
    ///
    /// No name and no digest is as long as longestLine; what is beyond it is dropped, so that
    /// a list which is no list (a disk image, say) does not fill the memory.
    mutating func next() throws(FileFailure) -> [UInt8]? {
        var line: [UInt8] = []
        var isEmptyInput = true
        while true {
            if unread.isEmpty {
                unread = 0..<(try fill())
                if unread.isEmpty { return isEmptyInput ? nil : line }
            }
            isEmptyInput = false
            let end = buffer[unread].firstIndex(of: delimiter) ?? unread.upperBound
            let isWhole = end < unread.upperBound
            line.append(contentsOf: buffer[unread.lowerBound..<end].prefix(Self.longestLine - line.count))
            unread = min(end + 1, unread.upperBound)..<unread.upperBound
            if isWhole { return line }
        }
    }

    private mutating func fill() throws(FileFailure) -> Int {
        let descriptor = descriptor
        var failure: FileFailure?
        // SAFETY: the buffer is this reader's own and outlives the call.
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            do throws(FileFailure) {
                return try unsafe DescriptorInput.read(descriptor, into: bytes)
            } catch {
                failure = error
                return 0
            }
        }
        if let failure { throw failure }
        return count
    }

    private static let bufferSize = 64 << 10
    private static let longestLine = 1 << 20
}
