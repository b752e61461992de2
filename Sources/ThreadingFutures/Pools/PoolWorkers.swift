// Part of swift-threading. Apache-2.0: see LICENSE.

internal import DequeModule
internal import Threading
internal import ThreadingCore

/// What a pool and its workers share.
///
/// The workers keep it alive, not the pool, so that a pool that nobody uses any more can go while its last
/// work is being done.
final class PoolWorkers: @unchecked Sendable {
    // Unchecked: every `var` is guarded by `lock`.

    let name: String
    let maximum: Int
    private let initializer: (@Sendable () -> Void)?

    /// Whether observers are told of tasks: whether there were any when the pool was made.
    let isObserved = Observation.isHeard

    private let stop = StopState()
    private let lock = LockWord()
    private let work = WaiterQueue(.work)
    private var jobs = Deque<any PoolJob>()
    private var handles: [JoinHandle<Void, Never>] = []
    private var started = 0
    private var idle = 0
    private var isOpen = true

    /// Workers that run or are about to.
    private var living = 0

    /// Workers whose handle is not in `handles` yet, and who waits for that.
    private var starting = 0
    private let settled = WaiterQueue(.work)

    init(name: String, maximum: Int, initializer: (@Sendable () -> Void)?) {
        self.name = name
        self.maximum = maximum
        self.initializer = initializer
        if isObserved { Observation.tell { $0.object(work.identity, isCalled: "work of \(name)") } }
    }

    var counts: (threads: Int, queued: Int) {
        lock.lock()
        defer { lock.unlock() }
        return (living, jobs.count)
    }

    /// Queues the job for the next worker, and starts a worker if all are busy and there may be one more.
    func submit(_ job: any PoolJob) {
        lock.lock()
        guard isOpen else {
            lock.unlock()
            job.drop(because: PoolError.shutDown)
            return
        }
        jobs.append(job)
        work.notify(holding: lock)
        // An idle worker that was notified still counts as idle until it has taken its job.
        let wantsThread = jobs.count > idle && living < maximum
        if wantsThread {
            living += 1
            starting += 1
            started += 1
        }
        let number = started
        lock.unlock()
        if wantsThread { startWorker(number) }
    }

    private func startWorker(_ number: Int) {
        do {
            let handle = try NativeThread.start(name: "\(name)-\(number)") { self.runWorker() }
            lock.lock()
            handles.append(handle)
            settle()
            lock.unlock()
        } catch {
            // The work is done by the workers there are. If there are none, it fails: nothing hangs.
            lock.lock()
            living -= 1
            let orphans = living == 0 ? jobs : []
            if living == 0 { jobs = [] }
            settle()
            lock.unlock()
            for job in orphans { job.drop(because: PoolError.noThread(error)) }
        }
    }

    private func settle() {
        starting -= 1
        if starting == 0 { settled.notifyAll(holding: lock) }
    }

    /// The whole life of a worker.
    ///
    /// Under a request to stop of the pool's own: the end of the process asks threads to stop, and lets a pool finish
    /// its work.
    private func runWorker() {
        PoolWorker.current = self
        defer { PoolWorker.current = nil }
        StopState.withCurrent(stop) {
            initializer?()
            while let job = nextJob() { job.run() }
        }
    }

    /// Waits for work; `nil` when the pool is closed and none is left.
    private func nextJob() -> (any PoolJob)? {
        lock.lock()
        defer { lock.unlock() }
        while true {
            if let job = jobs.popFirst() { return job }
            if !isOpen {
                living -= 1
                return nil
            }
            idle += 1
            _ = work.wait(releasing: lock, until: .never)
            idle -= 1
        }
    }

    /// Takes no more work, and lets the workers go when there is none left.
    func close(cancellingQueued: Bool) {
        lock.lock()
        isOpen = false
        let cancelled = cancellingQueued ? jobs : []
        if cancellingQueued { jobs = [] }
        work.notifyAll(holding: lock)
        lock.unlock()
        for job in cancelled { job.drop(because: nil) }
    }

    /// Waits until every worker has gone.
    ///
    /// After ``close(cancellingQueued:)``.
    func join() {
        lock.lock()
        while starting > 0 { _ = settled.wait(releasing: lock, until: .never) }
        let leaving = handles
        lock.unlock()
        // Before the first join, and not when its own turn comes: the threads before it may wait for it.
        let caller = CurrentThread.record
        Misuse.unless(
            !leaving.contains { $0.thread === caller },
            """
            the pool "\(name)" was shut down by its own thread "\(NativeThread.current.name)", \
            which would wait for itself
            """
        )
        for handle in leaving { handle.join() }
    }
}
