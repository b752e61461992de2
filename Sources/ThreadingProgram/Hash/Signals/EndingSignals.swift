// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The signals that end the program: Ctrl-C, `kill`, and the terminal that goes away.
///
/// They are blocked in every thread and taken by one that waits for them. A handler could do next
/// to nothing (no lock, no write to a queue); a thread can do everything, even while all the others
/// are blocked in a read or a write.
struct EndingSignals: Sendable {
    private let signals: sigset_t

    /// Blocks them in this thread and those that it starts from now on.
    ///
    /// What the process was started to ignore (`nohup`, a shell's background) it goes on ignoring.
    init() {
        var signals = sigset_t()
        // SAFETY: these fill in one set, which outlives the calls.
        unsafe sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP] where !Self.isIgnored(number) {
            unsafe sigaddset(&signals, number)
        }
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
        self.signals = signals
    }

    /// Starts the thread that waits for the first of them.
    ///
    /// - Parameter tidyUp: has a fifth of a second, if nothing more was asked of the program; then the program ends by the signal.
    /// - Returns: the thread, which never ends but with the process.
    func watch(_ tidyUp: @escaping @Sendable () -> Void) -> JoinHandle<Never, Never> {
        NativeThread.spawn(name: "signals", daemon: true) { () -> Never in
            var number: CInt = 0
            // SAFETY: reads the set and writes the number, which are this thread's own.
            var signals = signals
            while unsafe sigwait(&signals, &number) != 0 {}
            tidyUp()
            Self.end(by: number)
        }
    }

    /// Ends the process by signal `number`, as it would have ended without this program's care, so
    /// that a shell which runs it in a loop knows that it is to stop, too.
    static func end(by number: CInt) -> Never {
        _ = signal(number, SIG_DFL)
        var signals = sigset_t()
        // SAFETY: as above.
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, number)
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        raise(number)
        // Not reached: the default of all of them is to end the process.
        _exit(128 + number)
    }

    /// Has writes to a closed pipe fail, so that the bar can be taken away first.
    ///
    /// - Returns: whether the process is to end by `SIGPIPE` then; it is not where it was started
    ///   to ignore it.
    static func catchBrokenPipes() -> Bool {
        let wasIgnored = isIgnored(SIGPIPE)
        _ = signal(SIGPIPE, SIG_IGN)
        return !wasIgnored
    }

    private static func isIgnored(_ number: CInt) -> Bool {
        var action = sigaction()
        // SAFETY: with no new action the call only fills in the present one.
        guard unsafe sigaction(number, nil, &action) == 0 else { return false }
        #if canImport(Darwin)
        let handler = unsafe action.__sigaction_u.__sa_handler
        #else
        let handler = unsafe action.__sigaction_handler.sa_handler
        #endif
        // SAFETY: a C function pointer is as large as an address; 1 is SIG_IGN on both systems.
        return unsafe unsafeBitCast(handler, to: Int.self) == 1
    }
}
