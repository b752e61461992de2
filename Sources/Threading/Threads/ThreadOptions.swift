// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What a thread is to be like, for ``NativeThread/start(_:_:)`` and ``NativeThread/spawn(_:_:)``.
///
/// Where a name is all there is to say, ``NativeThread/spawn(name:stackSize:daemon:_:)`` is shorter.
///
/// ```swift
/// var options = ThreadOptions(name: "indexer")
/// options.niceness = 10
/// options.processors = [0]
/// let indexer = try NativeThread.start(options) { buildIndex() }
/// ```
///
/// What the operating system refuses is told by ``ThreadStartError``, and the body is then not run: nothing that was asked
/// for is left out in silence. Only an explorer of interleavings, which decides itself who runs, takes no heed of niceness
/// and processors.
///
/// **Python**: there is none. `threading.stack_size(n)` is for all threads that are started later.
public struct ThreadOptions: Sendable, Hashable {
    /// What the thread is called.
    ///
    /// `nil` numbers it: `Thread-1`, `Thread-2` and so on.
    public var name: String?

    /// Bytes of stack, at least 16 KiB, rounded up to what the system accepts; `nil` is 8 MiB of addresses, of which
    /// only what is touched takes memory.
    public var stackSize: Int?

    /// Whether the process may end without waiting for the thread.
    public var isDaemon: Bool

    /// How willingly the thread leaves the processor to others, from -20 to 19; `nil` is that of the thread that starts
    /// it.
    ///
    /// Between threads that compete for a processor, a step of one is some 25 % of processor time. Greater is always
    /// allowed. Less than that of the starting thread takes a privilege (`CAP_SYS_NICE`, or the limit `RLIMIT_NICE`).
    ///
    /// Linux only: other systems have no such value for a thread, and refuse.
    ///
    /// **Precondition**: between -20 and 19, where the system would silently take the nearest.
    public var niceness: Int?

    /// The numbers of the processors that the thread may run on; `nil` are those of the thread that starts it.
    ///
    /// The start is refused if one of them is not the process's to use: the system itself would leave it out in silence.
    /// ``NativeThread/usableProcessors`` are. Rarely worth it, since the scheduler knows more; it helps where threads
    /// share a cache, or are to keep off a processor.
    ///
    /// Linux only: other systems refuse.
    ///
    /// **Precondition**: not empty, and no negative number.
    public var processors: Set<Int>?

    /// Creates options.
    ///
    /// - Parameters:
    ///   - name: what the thread is called.
    ///   - stackSize: bytes of stack.
    ///   - isDaemon: whether the process may end without waiting for the thread.
    ///   - niceness: how willingly the thread leaves the processor to others.
    ///   - processors: the numbers of the processors that it may run on.
    public init(
        name: String? = nil,
        stackSize: Int? = nil,
        isDaemon: Bool = false,
        niceness: Int? = nil,
        processors: Set<Int>? = nil
    ) {
        self.name = name
        self.stackSize = stackSize
        self.isDaemon = isDaemon
        self.niceness = niceness
        self.processors = processors
    }

    /// Stops the program for what no system could grant.
    func check() {
        if let niceness {
            Misuse.unless((-20...19).contains(niceness), "a niceness is between -20 and 19, not \(niceness)")
        }
        if let processors {
            Misuse.unless(!processors.isEmpty, "a thread needs a processor to run on, and its options name none")
            let least = processors.min() ?? 0
            Misuse.unless(least >= 0, "the numbers of processors begin at 0, and a thread's options name \(least)")
        }
    }

    /// What the thread has to ask of the system itself; `nil` is nothing.
    var scheduling: ThreadScheduling? {
        if niceness == nil, processors == nil { return nil }
        return ThreadScheduling(niceness: niceness, processors: processors?.sorted())
    }
}
