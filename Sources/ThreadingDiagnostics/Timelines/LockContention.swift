// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// How much one lock was wanted in a timeline.
///
/// A lock that is held for most of the time, and waited for longer than the timeline is long, has the threads run one
/// after another, however many they are.
public struct LockContention: Sendable, Equatable {
    /// What the lock is called: `lock 1` is the first that was heard of.
    public let name: String

    /// How often it was taken; zero for a lock that is not tracked.
    public fileprivate(set) var holds = 0

    /// How long it was held, in all.
    public fileprivate(set) var held = Duration.zero

    /// How often a thread had to wait for it, whether or not it got it.
    public fileprivate(set) var waits = 0

    /// How long threads waited for it, in all; several may wait at a time.
    public fileprivate(set) var waited = Duration.zero

    /// How long the longest of these waits was.
    public fileprivate(set) var longestWait = Duration.zero
}

extension Timeline {
    /// The locks, the longest waited for first.
    ///
    /// - Complexity: O(*n* log *n*) in the number of events.
    public var locks: [LockContention] {
        var all: [String: LockContention] = [:]
        for lane in lanes {
            for span in lane.holds {
                let length = Duration.nanoseconds(span.time.count)
                all[span.object, default: LockContention(name: span.object)].holds += 1
                all[span.object]?.held += length
            }
            for span in lane.waits where span.kind == .lock {
                let length = Duration.nanoseconds(span.time.count)
                var lock = all[span.object] ?? LockContention(name: span.object)
                lock.waits += 1
                lock.waited += length
                lock.longestWait = max(lock.longestWait, length)
                all[span.object] = lock
            }
        }
        return all.values.sorted { ($1.waited, $1.held, $0.name) < ($0.waited, $0.held, $1.name) }
    }
}
