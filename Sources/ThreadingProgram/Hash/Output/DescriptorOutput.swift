// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Writes to a descriptor, all of it.
enum DescriptorOutput {
    /// Why nothing more can be written.
    enum Failure: Error, Equatable {
        /// Nobody reads any more.
        case brokenPipe
        case system(CInt)

        var text: String {
            switch self {
            case .brokenPipe: Message.text(ofError: EPIPE)
            case .system(let code): Message.text(ofError: code)
            }
        }
    }

    static func write(_ bytes: some Collection<UInt8>, to descriptor: CInt) throws(Failure) {
        var failure: Failure?
        let done: Void? = bytes.withContiguousStorageIfAvailable { buffer in
            // SAFETY: the buffer is the collection's own, for the time of the closure.
            unsafe failure = write(UnsafeRawBufferPointer(buffer), to: descriptor)
        }
        if done == nil { return try write(Array(bytes), to: descriptor) }
        if let failure { throw failure }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: CInt) -> Failure? {
        var rest = unsafe bytes
        while unsafe !rest.isEmpty {
            // SAFETY: reads at most `count` bytes of a buffer that the caller keeps alive.
            #if canImport(Darwin)
            let count = unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
            #elseif canImport(Glibc)
            let count = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
            #else
            let count = unsafe Musl.write(descriptor, rest.baseAddress, rest.count)
            #endif
            if count >= 0 {
                unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: DescriptorInput.wait(for: descriptor, events: CInt(POLLOUT))
            case EPIPE: return .brokenPipe
            case let code: return .system(code)
            }
        }
        return nil
    }
}
