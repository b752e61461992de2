// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import Threading
internal import ThreadingCore

/// How work comes and goes.
extension PoolWorkers {
    /// Queues the job for the next worker, and starts a worker if all are busy and there may be one more.
    ///
    /// If there is no place for it, does what the options say. It is run or dropped, sooner or later.
    ///
    /// - Parameters:
    ///   - job: in no list, and given to nobody else.
    ///   - isBounded: whether it is a task, which the capacity bounds and observers are told of, or a call for help.
    func submit(_ job: PoolJob, isBounded: Bool) {
        lock.lock()
        absorb()
        if isBounded, let refusal = waitForRoom() {
            count(job)
            lock.unlock()
            switch refusal {
            case .doItYourself: job.run()
            case .reject: job.drop(because: .full)
            }
            return
        }
        guard isOpen else {
            count(job)
            lock.unlock()
            job.drop(because: .shutDown)
            return
        }
        count(job)
        backlog.append(job)
        // In a plain pool, one that searches takes the job or wakes the next.
        if isPlain ? gate.wantsWaking : gate.hasSleepers { wakeOne() }
        // Relaxed: a hint, and the lock orders the rest.
        if isPlain { isCalled.store(true, ordering: .relaxed) }
        // One more at the most: the last one has asked for its own.
        let number = addThreadIfWanted()
        let queued = backlog.count
        lock.unlock()
        if isBounded { tell { $0.taskWasSubmitted(to: name, queued: queued) } }
        // If the system has none, the work is done by the threads there are.
        if let number { try? startThread(number) }
    }

    private enum Refusal { case doItYourself, reject }

    /// With the lock held, which a wait releases; `nil` if there is room, or the pool is closed.
    private func waitForRoom() -> Refusal? {
        while isOpen, counts.isFull(queued: backlog.count) {
            switch options.whenFull {
            case .reject: return .reject
            case .runInCaller: return .doItYourself
            // Where all of its threads wait for a place, nobody is left to make one.
            case .wait where isCallersOwn: return .doItYourself
            case .wait: break
            }
            blocked += 1
            let isNotified = room.wait(releasing: lock, until: Deadline(after: nil))
            blocked -= 1
            // The caller was asked to stop. Where there is a place all the same, that is the answer.
            if !isNotified, isOpen, counts.isFull(queued: backlog.count) { return .reject }
        }
        return nil
    }

    /// Counts what is submitted; with the lock held.
    func count(_ job: PoolJob) {
        guard job.isUncounted else { return }
        job.isUncounted = false
        submitted += 1
    }

    /// Counts what is to be submitted later.
    func countSubmission(of job: PoolJob) { withLock { count(job) } }

    /// Takes a job out of the queue, for somebody who does it himself or has cancelled it.
    ///
    /// - Returns: whether it was there, and is the caller's now.
    func take(_ job: PoolJob) -> Bool {
        lock.lock()
        absorb()
        let wasThere = backlog.remove(job)
        if wasThere { noteRoom() }
        lock.unlock()
        // The queue's reference: never the last, since the caller has one.
        if wasThere { unsafe Unmanaged.passUnretained(job).release() }
        return wasThere
    }

    /// A task was cancelled before anybody began it.
    func forget(_ task: AnyFuture) {
        counters.taskWasCancelled()
        // Its place in a queue that is bounded is free for others.
        _ = take(task)
    }

    /// A task is not done.
    func noteRejection(because error: PoolError) {
        counters.taskWasRejected()
        tell { $0.taskWasRejected(by: name, because: error) }
    }

    /// The calling thread has done a task.
    @inline(__always)
    func countEnd(failed: Bool) {
        if failed || !PoolWorker.countTask(of: self) { counters.taskDidEnd(failed: failed) }
    }

    /// What a worker does next.
    @safe
    enum Step {
        /// With the reference that the queue had.
        case run(Unmanaged<PoolJob>)

        /// It ends, when it has joined this thread.
        case end(NativeThread?)
    }

    /// Waits for work, or until the worker is not needed any more.
    ///
    /// - Parameters:
    ///   - worker: the calling thread.
    ///   - isFirst: whether it has not asked before.
    /// - Returns: work that is the worker's to do, or that it is to end.
    func nextStep(for worker: PoolWorker, isFirst: Bool) -> Step {
        lock.lock()
        if isFirst { counts.threadIsReady() }
        // While it is, it counts as one that searches, or that sleeps.
        var isIdle = false
        while true {
            // Not for each task: that would take the inbox from the cache of those who submit.
            if !backlog.isFilledInOrder { absorb() }
            // Before it takes work: the pool was made smaller.
            if counts.isTooMany { return .end(leave(worker, isIdle: isIdle)) }
            if let job = unsafe backlog.popFirst() {
                if isIdle { endIdleness() }
                noteRoom()
                passOn()
                lock.unlock()
                return unsafe .run(job)
            }
            if !isOpen { return .end(leave(worker, isIdle: isIdle)) }
            if !isIdle {
                isIdle = true
                counts.idle += 1
                gate.beginSearch()
                noteRoom()
                if isPlain, Spin.isUseful {
                    search()
                    continue
                }
            }
            guard gate.beginSleep() else { continue }
            let isNotified = work.wait(releasing: lock, until: idleDeadline)
            if woken > 0 { woken -= 1 } else { gate.endSleep() }
            // Work that came when the time was over is taken: it may count on this worker.
            if !isNotified, counts.isMoreThanKept, mayLeave() { return .end(leave(worker, isIdle: true)) }
        }
    }

    /// Looks for work for some microseconds, with the lock released, before the worker sleeps.
    ///
    /// A worker that sleeps is woken by a call to the kernel, and comes after 10-50 µs. It does not look all the time: that
    /// would take the inbox from the cache of those who submit, and this way there are more tasks when it comes.
    private func search() {
        isCalled.store(false, ordering: .relaxed)
        lock.unlock()
        var looks = Self.mostLooks
        while looks > 0, !gate.looksFilled, !isCalled.load(ordering: .relaxed) {
            if looks > Self.yieldingLooks { Spin.pause(32) } else { Spin.yield() }
            looks -= 1
        }
        lock.lock()
    }

    private static let mostLooks = 20
    private static let yieldingLooks = 8

    /// The worker that was idle has found something, or leaves; with the lock held.
    func endIdleness() {
        counts.idle -= 1
        gate.endSearch()
    }

    /// Whether there is nothing to do for a worker that has waited long enough.
    ///
    /// The gate is shut first: so nobody takes it for one that searches, or for one that is busy and will look.
    private func mayLeave() -> Bool {
        gate.set(isOpen: false)
        absorb()
        if backlog.isEmpty { return true }
        setGate()
        return false
    }

    /// Takes no heed of requests to stop: those are for the work.
    private var idleDeadline: Deadline {
        guard counts.isMoreThanKept, let keepAlive = options.keepAlive else { return .never }
        return Deadline(after: keepAlive, heedsStop: false)
    }
}
