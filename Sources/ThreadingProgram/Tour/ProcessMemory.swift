// Part of swift-threading. Apache-2.0: see LICENSE.

import CThreading

/// What this process has of the memory, in bytes.
struct ProcessMemory: Sendable {
    /// What is really there.
    let resident: Int

    /// What the addresses would hold if all of it were touched.
    let reserved: Int

    /// As the system tells it now; zero where it does not.
    static func now() -> ProcessMemory {
        // Of Linux. The first two figures are pages: reserved, and resident.
        let text = unsafe String(unsafeUninitializedCapacity: 256) { buffer in
            guard let start = buffer.baseAddress else { return 0 }
            // SAFETY: writes at most the buffer's own bytes, and says how many.
            return unsafe start.withMemoryRebound(to: CChar.self, capacity: buffer.count) {
                unsafe max(0, ct_read_file("/proc/self/statm", $0, buffer.count))
            }
        }
        let pages = text.split(separator: " ").compactMap { Int($0) }
        guard pages.count > 1 else { return ProcessMemory(resident: 0, reserved: 0) }
        let pageSize = Int(ct_page_size())
        return ProcessMemory(resident: pages[1] * pageSize, reserved: pages[0] * pageSize)
    }

    static func - (later: ProcessMemory, earlier: ProcessMemory) -> ProcessMemory {
        ProcessMemory(resident: later.resident - earlier.resident, reserved: later.reserved - earlier.reserved)
    }
}
