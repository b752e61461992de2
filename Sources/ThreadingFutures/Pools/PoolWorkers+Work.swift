// Part of swift-threading. Apache-2.0: see LICENSE.

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
    func submit(_ job: PoolJob, isBounded: Bool = true) {
        lock.lock()
        if isBounded, let refusal = waitForRoom() {
            lock.unlock()
            switch refusal {
            case .doItYourself: job.run()
            case .reject: job.drop(because: .full)
            }
            return
        }
        guard isOpen else {
            lock.unlock()
            job.drop(because: .shutDown)
            return
        }
        backlog.append(job)
        work.notify(holding: lock)
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

    /// Takes a job out of the queue, for somebody who does it himself or has cancelled it.
    ///
    /// - Returns: whether it was there, and is the caller's now.
    func take(_ job: PoolJob) -> Bool {
        withLock {
            guard backlog.remove(job) else { return false }
            noteRoom()
            return true
        }
    }

    /// What a worker does next.
    enum Step {
        case run(PoolJob)

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
        while true {
            // Before it takes work: the pool was made smaller.
            if counts.isTooMany { return .end(leave(worker)) }
            if let job = backlog.popFirst() {
                noteRoom()
                lock.unlock()
                return .run(job)
            }
            if !isOpen { return .end(leave(worker)) }
            counts.idle += 1
            noteRoom()
            let isNotified = work.wait(releasing: lock, until: idleDeadline)
            counts.idle -= 1
            // Work that came when the time was over is taken: it may count on this worker.
            if !isNotified, backlog.isEmpty, counts.isMoreThanKept { return .end(leave(worker)) }
        }
    }

    /// Takes no heed of requests to stop: those are for the work.
    private var idleDeadline: Deadline {
        guard counts.isMoreThanKept, let keepAlive = options.keepAlive else { return .never }
        return Deadline(after: keepAlive, heedsStop: false)
    }
}
