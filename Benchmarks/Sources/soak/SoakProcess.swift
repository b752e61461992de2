// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How the program ends.
enum SoakProcess {
    /// Prints a line that is seen at once, also in a file, and also if something stops the process later.
    static func say(_ line: String) {
        print(line)
        fflush(nil)
    }

    static func leave(status: Int32) -> Never {
        fflush(nil)
        exit(status)
    }

    /// Without the end of the process that waits for threads: some of them hang.
    static func leaveAtOnce(status: Int32) -> Never {
        fflush(nil)
        _exit(status)
    }

    /// The file in which `Scripts/soak.sh` looks for the round that ran, should the program be stopped by what it tests.
    private static let noteFile: Int32? = getenv("SOAK_NOTE").map { open($0, O_WRONLY | O_CLOEXEC) }

    static func note(_ text: String) {
        guard let noteFile, noteFile >= 0 else { return }
        // Padded over the last note, which may have been longer.
        let line = text + String(repeating: " ", count: max(0, 120 - text.utf8.count)) + "\n"
        _ = line.withCString { pwrite(noteFile, $0, line.utf8.count, 0) }
    }
}
