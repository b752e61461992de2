// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// What the calling thread knows of itself.
package enum CurrentThread {
    /// The record of the calling thread, which lives as long as the thread does.
    @inline(__always)
    package static var record: AnyObject? {
        guard let slot = unsafe ct_thread() else { return nil }
        // Sound: `setRecord` retained it, and it is released only by this thread's own end.
        return unsafe Unmanaged<AnyObject>.fromOpaque(slot).takeUnretainedValue()
    }

    /// Makes `record` that of the calling thread, until `clearRecord()`.
    package static func setRecord(_ record: AnyObject) {
        unsafe ct_set_thread(Unmanaged.passRetained(record).toOpaque())
    }

    package static func clearRecord() {
        // The last that is told of a thread has been told.
        setRecorderMark(nil)
        guard let slot = unsafe ct_thread() else { return }
        ct_set_thread(nil)
        unsafe Unmanaged<AnyObject>.fromOpaque(slot).release()
    }

    /// Which worker of a pool the calling thread is; `nil` where it is none.
    package static var worker: AnyObject? { unsafe workerReference?.takeUnretainedValue() }

    /// As above, for the caller not to count.
    @inline(__always)
    package static var workerReference: Unmanaged<AnyObject>? {
        guard let slot = unsafe ct_worker() else { return nil }
        // Sound: `withWorker` keeps it alive for as long as its pointer is in the slot.
        return unsafe Unmanaged<AnyObject>.fromOpaque(slot)
    }

    /// Runs the body with the calling thread as this worker.
    package static func withWorker<R, E: Error>(_ worker: AnyObject, _ body: () throws(E) -> R) throws(E) -> R {
        let outer = unsafe ct_worker()
        unsafe ct_set_worker(Unmanaged.passUnretained(worker).toOpaque())
        defer {
            unsafe ct_set_worker(outer)
            withExtendedLifetime(worker) {}
        }
        return try body()
    }

    /// What a recorder of timelines keeps with the calling thread, until the thread's end.
    ///
    /// A foreign thread that has no record keeps it for good: nobody learns of its end.
    package static var recorderMark: AnyObject? {
        guard let slot = unsafe ct_recorder() else { return nil }
        // Sound: `setRecorderMark` retained it, and only this thread releases it.
        return unsafe Unmanaged<AnyObject>.fromOpaque(slot).takeUnretainedValue()
    }

    package static func setRecorderMark(_ mark: AnyObject?) {
        let last = unsafe ct_recorder()
        unsafe ct_set_recorder(mark.map { unsafe Unmanaged.passRetained($0).toOpaque() })
        // Sound: the slot held the one that was retained for it.
        if let last = unsafe last { unsafe Unmanaged<AnyObject>.fromOpaque(last).release() }
    }

    /// Calls `action` with the record when the calling thread, which this package did not start, ends.
    ///
    /// False where the system cannot.
    package static func atExit(_ action: @convention(c) (UnsafeMutableRawPointer?) -> Void) -> Bool {
        unsafe ct_at_thread_exit(action, ct_thread()) == 0
    }

    package static var nativeID: UInt64 { ct_native_id() }

    /// That of the thread that the program began with; zero where another thread cannot know it.
    package static var mainNativeID: UInt64 { ct_main_native_id() }

    package static var isMain: Bool { ct_is_main_thread() != 0 }

    /// Shows the name to `top -H`, debuggers and profilers; Linux keeps 15 bytes of it, and none of
    /// them is half a character.
    package static func setSystemName(_ name: String) {
        var name = name
        name.withUTF8 { bytes in
            var length = unsafe min(bytes.firstIndex(of: 0) ?? bytes.count, 15)
            // Back to where a character begins, if this is in the middle of one.
            while length > 0, length < bytes.count, unsafe bytes[length] & 0xC0 == 0x80 { length -= 1 }
            // Sound: sixteen bytes of zeros, of which at most fifteen are written over.
            var kept = (UInt64(0), UInt64(0))
            unsafe withUnsafeMutableBytes(of: &kept) { kept in
                unsafe kept.copyBytes(from: bytes[..<length])
                if let start = kept.baseAddress {
                    unsafe ct_set_system_name(start.assumingMemoryBound(to: CChar.self))
                }
            }
        }
    }
}
