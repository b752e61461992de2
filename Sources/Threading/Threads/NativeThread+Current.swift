// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension NativeThread {
    /// The calling thread.
    ///
    /// Never fails: a thread that this package did not start gets a record of its own at the first call,
    /// until it ends.
    ///
    /// **Python**: `current_thread()`.
    ///
    /// - Complexity: O(1), some nanoseconds.
    public static var current: NativeThread {
        // Every record is a `NativeThread`: nobody else sets one.
        if let record = CurrentThread.record { return unsafe unsafeDowncast(record, to: NativeThread.self) }
        return Seam.aside { ThreadRegistry.shared.adoptCaller() }
    }

    /// The thread that the program began with.
    ///
    /// **Python**: `main_thread()`.
    public static var main: NativeThread { Seam.aside { ThreadRegistry.shared.main } }

    /// All threads that have been started and have not ended, in the order of their start: the main thread,
    /// daemons, those that are about to begin, and the foreign ones that have asked for ``current``.
    ///
    /// Stale on return.
    ///
    /// **Python**: `enumerate()`; its count is `active_count()`.
    ///
    /// - Complexity: O(*n* log *n*) in the number of threads.
    public static var all: [NativeThread] { Seam.aside { ThreadRegistry.shared.all } }

    /// How many processors this process may keep busy, at least one: what its affinity mask allows,
    /// and no more than its control group's share of processor time, rounded up.
    ///
    /// **Python**: `os.process_cpu_count()`, which does not know of control groups.
    ///
    /// - Complexity: some system calls. Ask when you decide how many threads to start, not in a loop.
    public static var availableProcessors: Int { Processors.available }

    /// Lets the calling thread do nothing for a while.
    ///
    /// To wait for something, wait for it: with an ``Event``, a ``Condition`` or a queue. A request to stop does not
    /// end it; for a sleep that it does end, see ``StopToken/wait(for:)``.
    ///
    /// **Python**: `time.sleep`.
    ///
    /// - Parameter duration: how long; zero or less returns at once.
    @available(*, noasync, message: "blocks the thread", renamed: "Task.sleep(for:)")
    public static func sleep(for duration: Duration) {
        ThreadSleep.sleep(until: Deadline(after: duration, heedsStop: false))
    }
}
