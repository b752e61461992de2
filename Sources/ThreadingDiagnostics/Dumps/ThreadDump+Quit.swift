// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Threading
internal import ThreadingCore

extension ThreadDump {
    /// Whether SIGQUIT (Ctrl-\ in a terminal, `kill -QUIT` from elsewhere) writes a dump to standard error and the program goes
    /// on.
    ///
    /// Otherwise that signal ends the program and leaves a core file, and does so again when this is switched off (or
    /// whatever the signal did before). The signal's handler only writes to a pipe; the dump is taken by a daemon
    /// thread, which is listed as `thread dump`. A program that was started with the signal ignored catches it as well:
    /// it has asked for that.
    ///
    /// **Precondition**: the system has a pipe left.
    ///
    /// **Python**: `faulthandler.register(signal.SIGQUIT, all_threads=True)`.
    public static var printsOnQuit: Bool {
        get { QuitPrinter.shared.isOn }
        set { QuitPrinter.shared.turn(newValue) }
    }
}

/// Whether the signal is caught, and by whom it is waited for.
///
/// Unchecked: every `var` is guarded by `guardWord`.
private final class QuitPrinter: @unchecked Sendable {
    static let shared = QuitPrinter()

    private let guardWord = LockWord(isExplorable: false)
    private var isCaught = false
    private var hasThread = false

    var isOn: Bool {
        guardWord.lock()
        defer { guardWord.unlock() }
        return isCaught
    }

    func turn(_ isOn: Bool) {
        guardWord.lock()
        defer { guardWord.unlock() }
        guard isOn != isCaught else { return }
        isCaught = isOn
        guard isOn else { return QuitSignal.release() }
        let error = QuitSignal.catchIt()
        Misuse.unless(error == 0, "SIGQUIT cannot be caught: error \(error)")
        guard !hasThread else { return }
        hasThread = true
        // For the rest of the process: it is in a system call that nothing ends.
        NativeThread.spawn(name: "thread dump", daemon: true) { [self] in
            while QuitSignal.wait() {
                if self.isOn { ThreadDump.capture().writeToStandardError() }
            }
        }
    }
}
