// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A file that a timeline is written to: opened first, so that one that cannot be is known before there is any work.
struct TraceFile: Sendable {
    private let name: FileName
    private let descriptor: CInt

    init(_ name: FileName) throws(TraceFailure) {
        self.name = name
        do throws(FileFailure) {
            descriptor = try OpenFile.descriptor(name, flags: O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY)
        } catch {
            throw TraceFailure(name, error.text)
        }
    }

    /// To tell whether another name leads to the same file.
    var status: FileStatus? { try? FileStatus(of: descriptor) }

    /// Writes it all, once, and closes the file.
    func write(_ text: String) throws(TraceFailure) {
        var text = text
        text.makeContiguousUTF8()
        do throws(DescriptorOutput.Failure) {
            defer { close(descriptor) }
            try DescriptorOutput.write(text.utf8, to: descriptor)
        } catch {
            throw TraceFailure(name, error.text)
        }
    }
}
