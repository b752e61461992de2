// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Threading
internal import ThreadingCore

/// Work that a pool does again and again: a timer, then a run in the pool, then a timer.
final class RepeatedTask: @unchecked Sendable {
    // Unchecked: every `var` is guarded by `lock`.

    /// Ends with the schedule.
    let future = Future<Void>()

    private let interval: Duration
    private let pace: SchedulePace
    private let priority: TaskPriority
    private let body: @Sendable () throws -> Void
    private let workers: PoolWorkers

    private let lock = LockWord()

    /// Nanoseconds of the monotonic clock.
    private var due: UInt64 = 0
    private var timer: Timeout?

    init(
        _ interval: Duration,
        _ pace: SchedulePace,
        _ priority: TaskPriority,
        _ body: @escaping @Sendable () throws -> Void,
        in workers: PoolWorkers
    ) {
        self.interval = interval
        self.pace = pace
        self.priority = priority
        self.body = body
        self.workers = workers
    }

    func start(after duration: Duration) {
        let schedule = workers.schedule
        guard let number = schedule.add({ [future] in future.cancel() }) else {
            future.finish(.failure(PoolError.shutDown))
            return
        }
        future.observe(isReading: false) { [weak self] _ in
            schedule.remove(number)
            self?.takeTimer()?.cancel()
        }
        lock.lock()
        due = Deadline(after: duration, heedsStop: false).nanoseconds
        if duration <= .zero { due = MonotonicTime.now }
        lock.unlock()
        setTimer(duration)
    }

    private func setTimer(_ duration: Duration) {
        let timer = Timeout.schedule(after: duration, name: "schedule of \(workers.name)") { self.submit() }
        lock.lock()
        self.timer = timer
        lock.unlock()
        // Cancelled between two runs, when there was no timer yet.
        if future.isDone { timer.cancel() }
    }

    private func takeTimer() -> Timeout? {
        lock.lock()
        defer { lock.unlock() }
        return timer
    }

    private func submit() {
        let run = Future({ try self.body() }, priority: priority.rawValue, of: workers)
        run.observe { [self] result in
            switch result {
            case .success: goOn()
            case .failure(let error): future.finish(.failure(error))
            }
        }
        workers.submit(run, isBounded: false)
    }

    private func goOn() {
        guard !future.isDone else { return }
        let now = MonotonicTime.now
        guard case .fixedRate = pace else { return setTimer(interval) }
        let (seconds, attoseconds) = interval.components
        let length = UInt64(seconds) &* 1_000_000_000 &+ UInt64(attoseconds / 1_000_000_000)
        lock.lock()
        due &+= max(1, length)
        // The times that have passed are made up for by the run that is due now.
        if due < now { due &+= (now &- due) / max(1, length) &* max(1, length) }
        let left = due > now ? due &- now : 0
        lock.unlock()
        setTimer(.nanoseconds(Int64(clamping: left)))
    }
}
