// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// Where a thread is in the program's code: addresses, which cost little and mean nothing until somebody asks.
package enum CallAddresses {
    /// The calls that the calling thread is in, the innermost first; none where the system cannot tell.
    ///
    /// Each is where a call returns to, so one before it is in the call.
    package static func current() -> [UInt] {
        unsafe withUnsafeTemporaryAllocation(of: UInt.self, capacity: 48) { buffer in
            guard let start = buffer.baseAddress else { return [] }
            // The first is the C function itself.
            let count = unsafe Int(ct_call_stack(start, 48))
            return unsafe Array(buffer[min(1, count)..<count])
        }
    }

    /// The file that the code at the address was loaded from, and where it begins in memory.
    package static func image(of address: UInt) -> (path: String, base: UInt)? {
        var base: UInt = 0
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
            guard let path = buffer.baseAddress, unsafe ct_image(address, &base, path, 4096) else { return nil }
            return unsafe (String(cString: path), base)
        }
    }

    /// Whether the file is neither the system's nor the toolchain's.
    package static func isProgram(_ path: String) -> Bool {
        !path.contains("/lib/swift/") && !path.hasPrefix("/lib/") && !path.hasPrefix("/usr/lib/")
    }

    /// The mangled name of the function at the address, if the program exports it; as a rule it exports none but those
    /// of libraries.
    package static func exportedFunction(at address: UInt) -> String? {
        unsafe text(4096) { unsafe ct_symbol(address, $0, 4096) }
    }

    /// A mangled name as it is written in Swift; a name that is not mangled as it is.
    package static func readable(_ name: String) -> String {
        unsafe text(4096) { buffer in unsafe name.withCString { unsafe ct_demangle($0, buffer, 4096) } } ?? name
    }

    /// What a C function has written; `nil` if it has returned something negative.
    static func text(_ capacity: Int, _ write: (UnsafeMutablePointer<CChar>) -> Int) -> String? {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
            guard let start = buffer.baseAddress else { return nil }
            let length = unsafe write(start)
            guard length >= 0 else { return nil }
            return unsafe String(
                decoding: UnsafeRawBufferPointer(start: start, count: min(length, capacity)),
                as: UTF8.self
            )
        }
    }
}
