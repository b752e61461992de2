// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// What the waiting core asks of the process as a whole.
package enum SystemProcess {
    package static var id: UInt64 { UInt64(ct_process_id()) }

    /// Calls `handler` when the process leaves through `exit` or the end of main.
    package static func atExit(_ handler: @convention(c) () -> Void) {
        _ = ct_at_exit(handler)
    }

    /// Writes a line to standard error in one piece.
    package static func writeError(_ line: String) {
        var text = line
        text += "\n"
        text.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress else { return }
                unsafe ct_write_error(start, characters.count)
            }
        }
    }

    /// The start of a small file as text, or nil.
    static func contents(of path: String) -> String? {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
            guard let start = buffer.baseAddress else { return nil }
            let count = unsafe path.withCString { unsafe ct_read_file($0, start, buffer.count) }
            guard count >= 0 else { return nil }
            return unsafe String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
        }
    }
}
