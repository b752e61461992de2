// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#endif

/// What the process takes of the memory, in KiB; zero where the system has no `/proc`.
struct ProcessMemory {
    let size: Double
    let resident: Double

    init() {
        var pages = (size: 0.0, resident: 0.0)
        if let file = unsafe fopen("/proc/self/statm", "r") {
            var bytes = [UInt8](repeating: 0, count: 256)
            let count = unsafe fread(&bytes, 1, bytes.count, file)
            unsafe fclose(file)
            let numbers = String(decoding: bytes[..<count], as: UTF8.self).split(separator: " ").compactMap {
                Double($0)
            }
            if numbers.count > 1 { pages = (numbers[0], numbers[1]) }
        }
        let kibibytes = Double(sysconf(Int32(_SC_PAGESIZE))) / 1_024
        size = pages.size * kibibytes
        resident = pages.resident * kibibytes
    }
}
