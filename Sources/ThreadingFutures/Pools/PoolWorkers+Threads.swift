// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Threading
internal import ThreadingCore

/// How threads come and go.
extension PoolWorkers {
    /// Decides on one more thread, if work waits for which none is ready; its number.
    ///
    /// With the lock held.
    func addThreadIfWanted() -> Int? {
        guard counts.wantsThread(queued: backlog.count) else { return nil }
        return addThread()
    }

    /// With the lock held, after which ``startThread(_:)`` is called without it.
    func addThread() -> Int {
        starting += 1
        let number = counts.addThread()
        setGate()
        return number
    }

    /// Starts the thread that was decided on.
    ///
    /// If the system refuses it, all is as if nobody had; work for which there is no thread at all fails.
    func startThread(_ number: Int) throws(ThreadStartError) {
        var thread = options.thread
        thread.name = "\(name)-\(number)"
        thread.isDaemon = options.atExit == .abandon
        do {
            try NativeThread.start(thread) { PoolWorker(of: self, number: number).run() }
        } catch {
            lock.lock()
            counts.threadWasRefused()
            setGate()
            settle()
            let orphans = counts.living == 0 ? backlog.takeAll() : []
            if blocked > 0 { room.notifyAll(holding: lock) }
            lock.unlock()
            for job in orphans { job.drop(because: .noThread(error)) }
            throw error
        }
    }

    private func settle() {
        starting -= 1
        if starting == 0 { settled.notifyAll(holding: lock) }
    }

    /// The worker has begun.
    func enter(_ worker: PoolWorker, _ thread: NativeThread) {
        let living = withLock {
            threads[worker.number] = thread
            workers[worker.number] = worker
            settle()
            return counts.living
        }
        tell { $0.threadDidStart(in: name, threads: living) }
    }

    /// The worker is to end.
    ///
    /// With the lock held, which it releases.
    ///
    /// - Returns: the thread that it is to join.
    func leave(_ worker: PoolWorker, isIdle: Bool) -> NativeThread? {
        if isIdle { endIdleness() }
        counts.threadLeaves()
        setGate()
        let living = counts.living
        let last = takeLeave(worker)
        // A notification that was meant for work goes on to another.
        passOn()
        noteRoom()
        lock.unlock()
        tell { $0.threadWillEnd(in: name, threads: living) }
        return last
    }

    /// The worker could not be initialized, and ends.
    ///
    /// - Returns: the thread that it is to join.
    func leave(_ worker: PoolWorker, because error: any Error) -> NativeThread? {
        report(error)
        lock.lock()
        counts.threadFailed()
        setGate()
        let living = counts.living
        let last = takeLeave(worker)
        let number = counts.retries ? addThreadIfWanted() : nil
        let orphans = counts.givesUp() ? backlog.takeAll() : []
        if blocked > 0 { room.notifyAll(holding: lock) }
        lock.unlock()
        tell { $0.threadWillEnd(in: name, threads: living) }
        for job in orphans { job.drop(because: .initializerFailed(reason: "\(error)")) }
        if let number { try? startThread(number) }
        return last
    }

    /// Whoever joins the pool joins the worker, or one that has joined it.
    private func takeLeave(_ worker: PoolWorker) -> NativeThread? {
        workers[worker.number] = nil
        counters.add(completed: worker.completed)
        guard isOpen else { return nil }
        let last = lastToLeave
        lastToLeave = threads.removeValue(forKey: worker.number)
        return last
    }

    /// Told as an error that leaves a thread's body is.
    ///
    /// Not in an exploration, where that would end it: there the observers and the work that fails tell of it.
    private func report(_ error: any Error) {
        tell { $0.initializerDidFail(in: name, with: error) }
        if Seam.current != nil { return }
        (NativeThread.unhandledErrorHook ?? NativeThread.defaultUnhandledErrorHook)(.current, error)
    }

    /// Changes how many threads there may be.
    func resize(minimum: Int?, maximum: Int?) {
        lock.lock()
        let (least, most) = (minimum ?? counts.minimum, maximum ?? counts.maximum)
        let isRight = least >= 0 && most > 0 && least <= most
        if isRight {
            counts.minimum = least
            counts.maximum = most
            setGate()
            // Those who are too many leave; the others look how long they are kept.
            wakeAll()
            if blocked > 0 { room.notifyAll(holding: lock) }
        }
        var numbers: [Int] = []
        while isRight, let number = addThreadIfWanted() { numbers.append(number) }
        lock.unlock()
        ThreadPoolOptions.check(minimum: least, maximum: most)
        for number in numbers { try? startThread(number) }
    }

    /// Starts threads until there are so many.
    func prestart(_ count: Int?) throws(ThreadStartError) {
        while let number = withLock({
            isOpen && counts.living < min(count ?? counts.minimum, counts.maximum) ? addThread() : nil
        }) {
            try startThread(number)
        }
    }
}
