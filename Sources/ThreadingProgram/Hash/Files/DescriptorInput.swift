// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Reads from a descriptor, whatever has been done to it before this process got it.
enum DescriptorInput {
    /// One `read`, started again after a signal, and after a wait where there is nothing yet and
    /// the descriptor does not block.
    static func read(
        _ descriptor: CInt,
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(FileFailure) -> Int {
        while true {
            // SAFETY: at most the buffer's size is written to it, and it outlives the call.
            #if canImport(Darwin)
            let count = unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #elseif canImport(Glibc)
            let count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #else
            let count = unsafe Musl.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 { return count }
            switch errno {
            case EINTR: continue
            case EAGAIN: wait(for: descriptor, events: POLLIN)
            case let code: throw .system(code)
            }
        }
    }

    /// Waits until the descriptor is ready: somebody has set it not to block, and spinning would
    /// burn a processor.
    static func wait(for descriptor: CInt, events: CInt) {
        var request = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        // SAFETY: one record, which outlives the call. A failure leads back to the call that
        // is to be repeated, and shows there.
        _ = unsafe poll(&request, 1, -1)
    }
}
