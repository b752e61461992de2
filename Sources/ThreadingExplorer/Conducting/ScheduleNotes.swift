// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreadingExplorer

/// The schedule so far, where a crash handler can read it, and the sanitizer's reports.
@safe final class ScheduleNotes: @unchecked Sendable {
    // Unchecked: written by whoever has the token; the number of races is atomic.
    private let notes: UnsafeMutablePointer<ct_notes>

    init(_ settings: ExplorationSettings) {
        // Sound: a static string's bytes end with a zero and live as long as the process.
        let file = unsafe UnsafeRawPointer(settings.fileID.utf8Start).assumingMemoryBound(to: CChar.self)
        unsafe notes = ct_notes_make(file, UInt32(settings.line))
    }

    // Never freed where threads were given up: a report of the sanitizer may still come from one.
    func free() { unsafe ct_notes_free(notes) }

    /// Makes a crash of the calling thread tell them.
    func attachToCaller() { unsafe ct_set_notes(notes) }

    static func detachFromCaller() { ct_set_notes(nil) }

    func reset() { unsafe ct_notes_reset(notes) }

    func add(_ departure: Departure) {
        unsafe ct_notes_add(
            notes,
            Int32(departure.actor),
            Int32(departure.operation),
            CChar(departure.isValue ? UInt8(ascii: "=") : UInt8(ascii: ">")),
            Int32(departure.target)
        )
    }

    var races: UInt32 { unsafe ct_notes_races(notes) }
}
