// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A system call that does not return.
struct StuckRead: Sendable {
    private let descriptor: CInt

    init() {
        var ends: [CInt] = [0, 0]
        let error = unsafe pipe(&ends)
        precondition(error == 0, "no pipe for a test")
        descriptor = ends[0]
    }

    func run() {
        var byte: UInt8 = 0
        _ = unsafe read(descriptor, &byte, 1)
    }
}
