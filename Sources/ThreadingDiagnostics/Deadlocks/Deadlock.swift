// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Threads that wait for each other in a circle, and so for ever.
///
/// ```swift
/// ThreadRecording.isOn = true                     // first thing in main
/// Deadlock.watch()                                // looks every second, and writes what it finds to standard error
/// ```
///
/// Looked at are waits without an end for tracked locks (``LockTracking``) and for the end of threads. A circle may be of
/// one: a thread that waits for a lock that it holds itself. A lock may be released by any thread, so
/// what is found is a deadlock unless a thread outside the circle does that.
///
/// To find a deadlock before it happens, see ``LockOrder``. To see what all threads do, see ``ThreadDump``, which also
/// has those that wait for a thread in a circle without being part of it.
///
/// **Python**: there is none. Java has `ThreadMXBean.findDeadlockedThreads`, Rust's parking_lot `deadlock::check_deadlock`.
public struct Deadlock: Sendable, CustomStringConvertible {
    /// A thread of the circle.
    public struct Member: Sendable {
        /// The thread.
        public let thread: ThreadIdentity

        /// What it waits for: a lock, or the end of a thread.
        public let object: WaitObject

        /// For how long it had waited when it was looked at.
        public let duration: Duration

        /// Who holds the lock, or is to end: the next of the circle.
        public let holder: ThreadIdentity
    }

    /// The threads, each of which waits for the one that follows it, and the last for the first.
    ///
    /// It begins with the one that was started first.
    public let members: [Member]

    /// When it was looked at, since 1970, UTC.
    let time: Duration

    /// What tells this circle from all others: the numbers of the threads, and those of their waits.
    let key: [UInt64]

    /// A line for each thread: what it waits for, since when, and who holds that.
    public var description: String {
        let title = members.count == 1 ? "a thread waits for itself" : "\(members.count) threads wait for each other"
        return (["deadlock: \(title)"] + members.map { "  " + describe($0) }).joined(separator: "\n")
    }

    private func describe(_ member: Member) -> String {
        let since = WallTime.clock(time - member.duration)
        let holder = member.holder == member.thread ? "itself" : "\(member.holder)"
        return member.object.kind == WaitReason.Kind.join.rawValue
            ? "\(member.thread) waits since \(since) for \(holder) to end"
            : "\(member.thread) waits since \(since) for \(member.object), held by \(holder)"
    }

    /// Writes the description.
    public func writeToStandardError() { SystemProcess.writeError(description) }

    /// Looks for deadlocks now.
    ///
    /// Finds nothing that has begun while ``ThreadRecording`` was off. Never reports what is none: each circle that is
    /// found is looked at a second time.
    ///
    /// - Complexity: O(*n*) in the number of threads and of the locks that they hold; some microseconds a thread.
    /// - Returns: the circles, none of which have a thread in common.
    public static func check() -> [Deadlock] {
        let graph = WaitGraph()
        return graph.circles().filter { graph.isConfirmed($0) }.map { graph.deadlock($0) }
    }
}
