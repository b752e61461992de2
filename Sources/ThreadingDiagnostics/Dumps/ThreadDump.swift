// Part of swift-threading. Apache-2.0: see LICENSE.

public import Threading
internal import ThreadingCore

/// All threads of the process at one time: what each waits for and since when, who holds that, and what it holds itself.
///
/// ```swift
/// ThreadRecording.isOn = true             // first thing in main
/// ThreadDump.printsOnQuit = true          // Ctrl-\, or kill -QUIT from elsewhere
/// …
/// print(ThreadDump.capture())             // or whenever it is of use
/// ```
///
/// Without ``ThreadRecording``, it has the threads and what the system says of them, and not what they wait for.
///
/// Listed are those that `NativeThread.all` has: started by this package, the main thread, and foreign ones that have asked
/// for `NativeThread.current`, or have waited while it was recorded. It is put together from a look at each thread, one after the
/// other: what two lines say is not of the very same moment. Its ``deadlocks`` are.
///
/// **Blocking**: waits for no thread; for some nanoseconds it holds the locks under which threads write down what they do.
///
/// - Complexity: O(*n*) in the number of threads and of the locks that they hold; some microseconds a thread.
///
/// **Python**: `faulthandler.dump_traceback`, which shows stacks and not what is waited for. Java has `jstack`, Go prints
/// one on SIGQUIT, too.
public struct ThreadDump: Sendable {
    /// What a thread does.
    public enum State: String, Sendable {
        /// It was started and has not begun to run.
        case starting
        /// It runs, or waits for something that this package knows nothing of: see ``Entry/systemState``.
        case running
        /// It waits for something of this package.
        case waiting
    }

    /// A wait.
    public struct Wait: Sendable {
        /// What for.
        public let object: WaitObject

        /// How long already.
        ///
        /// For a tracked lock from the first look at it; for all else since the thread last went to sleep.
        public let duration: Duration

        /// After which time it gives up; `nil` if it does not.
        public let remaining: Duration?

        /// Who holds the tracked lock, or is the thread that is joined; `nil` if that is not known, or nobody does.
        public let holder: ThreadIdentity?

        /// Whether the holder has ended, and left the lock locked.
        public let holderHasEnded: Bool
    }

    /// A tracked lock that a thread holds.
    public struct Hold: Sendable {
        /// The lock.
        public let object: WaitObject

        /// How long already.
        public let duration: Duration
    }

    /// A thread.
    public struct Entry: Sendable {
        /// What the thread is called.
        public let thread: ThreadIdentity

        /// Whether the process ends without it.
        public let isDaemon: Bool

        /// Whether it is the thread that the program began with.
        public let isMain: Bool

        /// Whether something other than this package started it.
        public let isForeign: Bool

        /// What it does.
        public let state: State

        /// What the system says that it does: `running`, `sleeping`, `sleeping, uninterruptible`, `stopped`; `nil` where that
        /// is not known.
        public let systemState: String?

        /// What it waits for; `nil` if it does not wait, or if that is not known.
        public let wait: Wait?

        /// The tracked locks that it holds, the oldest first.
        public let holds: [Hold]
    }

    /// The operating system's number of the process.
    public let processID: UInt64

    /// When it was taken: since the beginning of 1970, UTC.
    public let time: Duration

    /// Whether waits and holds were written down.
    public let isRecorded: Bool

    /// The threads, in the order of their start.
    public let entries: [Entry]

    /// Threads that wait for each other.
    public let deadlocks: [Deadlock]

    /// Takes a dump of all threads.
    public static func capture() -> ThreadDump { capture(NativeThread.all) }

    /// Takes a dump of some threads.
    ///
    /// - Parameter threads: which.
    /// - Returns: the dump, with the threads in this order.
    public static func capture(_ threads: [NativeThread]) -> ThreadDump {
        let board = DumpBoard()
        return ThreadDump(
            processID: SystemProcess.id,
            time: board.time,
            isRecorded: ThreadRecorder.shared.session != 0,
            entries: threads.map(board.entry),
            deadlocks: Deadlock.check()
        )
    }

    /// Writes the description.
    public func writeToStandardError() { SystemProcess.writeError(description) }
}
