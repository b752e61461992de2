// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Threading
internal import ThreadingCore

/// A look at all threads, from which the entries of a dump are made.
struct DumpBoard {
    let time = WallClock.now
    private let now = MonotonicTime.now
    private var looks: [UInt64: ThreadRecord.Look] = [:]
    private var holders: [UInt: ThreadIdentity] = [:]
    private var ends: [UInt: ThreadIdentity] = [:]

    init() {
        for thread in NativeThread.all {
            let look = ThreadRecorder.shared.look(at: thread)
            let identity = ThreadIdentity(thread)
            looks[thread.id] = look
            for hold in look.holds { holders[hold.lock] = identity }
            for end in thread.endIdentities { ends[end] = identity }
        }
    }

    func entry(_ thread: NativeThread) -> ThreadDump.Entry {
        let identity = ThreadIdentity(thread)
        let look = looks[thread.id] ?? ThreadRecorder.shared.look(at: thread)
        return ThreadDump.Entry(
            thread: identity,
            isDaemon: thread.isDaemon,
            isMain: thread.isMain,
            isForeign: thread.isForeign,
            state: identity.nativeID == nil ? .starting : look.wait == nil ? .running : .waiting,
            systemState: identity.nativeID.flatMap(Self.systemState),
            wait: look.wait.map(wait),
            holds: look.holds.map { hold in
                ThreadDump.Hold(object: WaitObject(.lock, hold.lock), duration: since(hold.start))
            }
        )
    }

    private func wait(_ wait: ThreadRecord.Wait) -> ThreadDump.Wait {
        var holder: ThreadIdentity?
        var hasEnded = false
        if wait.kind == .join {
            holder = ends[wait.object]
        } else if wait.isForTrackedLock {
            holder = holders[wait.object]
            if holder == nil {
                holder = ThreadRecorder.shared.holderThatHasEnded(of: wait.object)
                hasEnded = holder != nil
            }
        }
        return ThreadDump.Wait(
            object: WaitObject(wait.kind, wait.object),
            duration: since(wait.start),
            remaining: wait.isForEver ? nil : .nanoseconds(max(0, Int64(wait.deadline) - Int64(now))),
            holder: holder,
            holderHasEnded: hasEnded
        )
    }

    /// A wait may have begun after the time was taken.
    private func since(_ start: UInt64) -> Duration { .nanoseconds(start < now ? Int64(now - start) : 0) }

    private static func systemState(_ nativeID: UInt64) -> String? {
        switch SystemThread.state(of: nativeID) {
        case "R": "running"
        case "S", "I": "sleeping"
        case "D": "sleeping, uninterruptible"
        case "T", "t": "stopped"
        default: nil
        }
    }
}
