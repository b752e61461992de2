// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Threading
internal import ThreadingCore

/// Whether it is written down what each thread waits for and holds, for ``ThreadDump`` and ``Deadlock``.
///
/// Switch it on first thing in `main`:
///
/// ```swift
/// ThreadRecording.isOn = true
/// ThreadDump.printsOnQuit = true      // Ctrl-\ or kill -QUIT
/// ```
///
/// While it is on, locks that are made are tracked (``LockTracking``), so that their holders are known. Waits that began
/// before, and holds of locks that were made before, are not known.
///
/// Foreign threads, which something else started, get their record as soon as they wait for something or take a tracked lock,
/// and not only when they ask for `NativeThread.current`.
///
/// - Complexity: to take and release a tracked lock costs some 0.15 µs. What a sleep costs more is lost in the 10-50 µs that
///   it takes anyway. A lock that is not tracked costs what it always does.
///
/// **Python**: there is none; `faulthandler` knows the stacks of threads, and not what they wait for.
public enum ThreadRecording: Sendable {
    /// Whether waits and holds are written down from now on.
    ///
    /// Switched off, all that was written down is forgotten.
    public static var isOn: Bool {
        get { ThreadRecorder.shared.isUsed(for: .recording) }
        set {
            // So that the one who asks, as a rule the main thread, has a record from now on.
            if newValue { _ = NativeThread.current }
            ThreadRecorder.shared.use(newValue, for: .recording)
            let describeLate: @Sendable ([NativeThread]) -> String = { late in
                let dump = ThreadDump.capture(late)
                return (dump.lines + dump.deadlocks.map(\.description)).joined(separator: "\n")
            }
            ProcessExit.shared.describesLate = newValue ? describeLate : nil
        }
    }
}
