// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Opens files by name.
enum OpenFile {
    /// A new descriptor; the caller closes it.
    static func descriptor(_ name: FileName, flags: CInt, mode: mode_t = 0o666) throws(FileFailure) -> CInt {
        while true {
            // SAFETY: the name ends in NUL and outlives the call.
            let descriptor = unsafe name.terminated.withUnsafeBufferPointer { bytes in
                unsafe bytes.withMemoryRebound(to: CChar.self) { path in
                    guard let path = path.baseAddress else { return CInt(-1) }
                    return unsafe open(path, flags, mode)
                }
            }
            if descriptor >= 0 { return descriptor }
            guard errno == EINTR else { throw .system(errno) }
        }
    }
}
