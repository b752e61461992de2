// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Threading
internal import ThreadingCore

/// The end of a pool.
extension PoolWorkers {
    /// Takes no more work, and lets the workers go when there is none left.
    ///
    /// - Returns: the futures of what was cancelled.
    func close(cancellingQueued: Bool) -> [AnyFuture] {
        schedule.end()
        lock.lock()
        // In this order: whoever pushes after that finds it shut, and his pool closed.
        gate.set(isOpen: false)
        absorb()
        isOpen = false
        let cancelled = cancellingQueued ? backlog.takeAll() : []
        wakeAll()
        if blocked > 0 { room.notifyAll(holding: lock) }
        lock.unlock()
        for job in cancelled { job.drop(because: nil) }
        return cancelled.compactMap(\.unfinishedFuture)
    }

    /// Waits until every worker has gone; false at the deadline.
    ///
    /// After ``close(cancellingQueued:)``.
    func join(until deadline: Deadline) -> Bool {
        // Before the first join, and not when its own turn comes: the threads before it may wait for it.
        Misuse.unless(
            !isCallersOwn,
            """
            the pool "\(name)" was shut down by its own thread "\(NativeThread.current.name)", \
            which would wait for itself
            """
        )
        var joined: Set<Int> = []
        while true {
            lock.lock()
            while starting > 0 {
                guard settled.wait(releasing: lock, until: deadline) || starting == 0 else {
                    lock.unlock()
                    return false
                }
            }
            let leaving = threads.filter { !joined.contains($0.key) }
            let last = joined.isEmpty ? lastToLeave : nil
            lock.unlock()
            for (number, thread) in leaving.sorted(by: { $0.key < $1.key }) {
                guard thread.waitForEnd(until: deadline) else { return false }
                joined.insert(number)
            }
            if let last, !last.waitForEnd(until: deadline) { return false }
            // Only a thread that could not be initialized is replaced when the pool is closed.
            if leaving.isEmpty || options.initializer == nil { return true }
        }
    }

    /// What is not done yet.
    func remainder(cancelled: [AnyFuture], isComplete: Bool) -> ThreadPoolRemainder {
        withLock {
            absorb()
            return ThreadPoolRemainder(
                running: counts.busy,
                queued: backlog.jobs.compactMap(\.unfinishedFuture),
                cancelled: cancelled,
                isComplete: isComplete
            )
        }
    }
}

extension PoolWorkers {
    var queuedCount: Int {
        withLock {
            absorb()
            return backlog.count
        }
    }

    var statistics: ThreadPoolStatistics {
        var statistics = ThreadPoolStatistics()
        withLock {
            absorb()
            statistics.threads = counts.living
            statistics.largestThreadCount = counts.largest
            statistics.active = counts.busy
            statistics.queued = backlog.count
            statistics.submitted = submitted
            statistics.completed = workers.values.reduce(0) { $0 + $1.completed }
            // Under the lock: a worker that leaves adds its own to them there.
            counters.fill(&statistics)
        }
        return statistics
    }
}
