// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Threading
internal import ThreadingCore

/// Who waits for whom, put together from a look at each thread, one after the other.
///
/// **Why there are no false alarms.** The looks are of different moments, so a circle of them may never have been: it is a
/// candidate. Each thread of it is therefore looked at again. If all are still in the same waits (by their numbers) and
/// have the same holds (likewise), then each was so during all the time between its two looks. Every second look came after
/// every first, so these times have a moment in common, and at that moment the circle was there as a whole.
///
/// At that moment it was a deadlock. A hold is written down after the lock was taken and forgotten before it is released, so
/// the lock was really held; and a wait for that lock is written down from before the thread begins to wait until
/// it has the lock, which it then had not. A thread of the circle can release nothing while it waits. For the end of a
/// thread: the second look also sees that it has not ended, hence it had not at that moment.
struct WaitGraph {
    /// A thread, what it waits for, and whom that makes it wait for.
    struct Node {
        let thread: NativeThread
        let wait: ThreadRecord.Wait
        let holder: NativeThread

        /// The number of the hold; `nil` where the wait is for the thread's end.
        let hold: UInt64?
    }

    private let recorder = ThreadRecorder.shared
    private let time = WallClock.now
    private let now: UInt64
    private var nodes: [UInt64: Node] = [:]

    /// Looks at all threads.
    init() {
        let threads = NativeThread.all
        let looks = threads.map { ThreadRecorder.shared.look(at: $0) }
        now = MonotonicTime.now
        var holders: [UInt: (thread: NativeThread, hold: UInt64)] = [:]
        var ends: [UInt: NativeThread] = [:]
        for (thread, look) in zip(threads, looks) {
            for hold in look.holds { holders[hold.lock] = (thread, hold.number) }
            for identity in thread.endIdentities { ends[identity] = thread }
        }
        for (thread, look) in zip(threads, looks) {
            guard let wait = look.wait, wait.isForEver else { continue }
            if wait.isForTrackedLock, let holder = holders[wait.object] {
                nodes[thread.id] = Node(thread: thread, wait: wait, holder: holder.thread, hold: holder.hold)
            } else if wait.kind == .join, let holder = ends[wait.object] {
                nodes[thread.id] = Node(thread: thread, wait: wait, holder: holder, hold: nil)
            }
        }
    }

    /// The circles, each from its oldest thread on.
    func circles() -> [[Node]] {
        var circles: [[Node]] = []
        // By the walk that came there first: each thread waits for one other at the most, so a walk that comes to where
        // it has been itself has found a circle, and one that comes to where another was finds nothing new.
        var visits: [UInt64: UInt64] = [:]
        for start in nodes.keys.sorted() {
            var next = nodes[start]
            while let node = next, visits[node.thread.id] == nil {
                visits[node.thread.id] = start
                next = nodes[node.holder.id]
            }
            if let first = next, visits[first.thread.id] == start { circles.append(circle(from: first)) }
        }
        return circles
    }

    private func circle(from first: Node) -> [Node] {
        var circle = [first]
        while let node = nodes[circle[circle.count - 1].holder.id], node.thread != first.thread { circle.append(node) }
        let oldest = circle.indices.min { circle[$0].thread.id < circle[$1].thread.id } ?? 0
        return Array(circle[oldest...] + circle[..<oldest])
    }

    /// Whether it is all still so: see above.
    func isConfirmed(_ circle: [Node]) -> Bool {
        circle.allSatisfy { node in
            guard recorder.look(at: node.thread).wait?.number == node.wait.number else { return false }
            guard let hold = node.hold else { return !node.holder.hasEnded(for: node.wait.object) }
            return recorder.look(at: node.holder).holds.contains { $0.number == hold }
        }
    }

    func deadlock(_ circle: [Node]) -> Deadlock {
        Deadlock(
            members: circle.map { node in
                Deadlock.Member(
                    thread: ThreadIdentity(node.thread),
                    object: WaitObject(node.wait.kind, node.wait.object),
                    duration: .nanoseconds(Int64(now &- node.wait.start)),
                    holder: ThreadIdentity(node.holder)
                )
            },
            time: time,
            key: circle.flatMap { [$0.thread.id, $0.wait.number] }
        )
    }
}
