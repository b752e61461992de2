// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import Threading
internal import ThreadingCore

/// What a pool and its workers share.
///
/// The workers keep it alive, not the pool, so that a pool that nobody uses any more can go while its last
/// work is being done.
///
/// **No work is left behind.** Whoever queues work under the lock also wakes a worker, and decides whether a thread is
/// wanted; whoever is about to leave looks at the queue under the same lock. So each piece has a thread that is
/// ready for it, or all are busy and look when they are done. In a plain pool that has all the threads it may have, tasks
/// come in without the lock: see ``PoolGate``. Whoever has the lock takes them into the backlog before he looks at it.
@usableFromInline
final class PoolWorkers: @unchecked Sendable {
    // Unchecked: every `var` is guarded by `lock`; but `exitHook`, which is written before anybody else knows of this.
    // Exclusivity of those that are changed for each task is not checked at run time, since the lock sees to it.

    let name: String
    let options: ThreadPoolOptions
    let counters = PoolCounters()
    let stop = StopState()

    /// What is to be done later.
    let schedule = PoolSchedule()

    /// Whether observers of the process are told of tasks: whether there were any when the pool was made.
    let isObserved = Observation.isHeard

    /// Whether anybody is told how long tasks wait and run: no clock is read for nobody.
    let isTimed: Bool

    /// Whether nobody is told of tasks, their number is not bounded, and nothing travels with them.
    ///
    /// Not in an exploration.
    let isPlain: Bool

    /// Where tasks come in without the lock, if the pool is plain.
    ///
    /// In the middle: its margins also keep what stands above, and is read for each task, from what is written for each.
    let gate = PoolGate<AtomicPoolWord>()

    let lock = LockWord()

    /// Idle workers.
    let work = WaiterQueue(.work)

    /// Workers that were woken and have not come back to the lock.
    ///
    /// One whose time was over meanwhile may take the place of one that was: each that comes back takes one off.
    @safe @exclusivity(unchecked) var woken = 0

    /// Whether workers that search are to look at what waits, since something was queued under the lock.
    let isCalled = Atomic(false)

    /// Those who wait for a place for their work; their number, so that nobody is notified in vain.
    let room = WaiterQueue(.queue)
    @safe @exclusivity(unchecked) var blocked = 0

    /// Those who wait until no thread is being started.
    let settled = WaiterQueue(.work)

    /// Threads that are decided on and have not entered ``threads``.
    var starting = 0

    @safe @exclusivity(unchecked) var backlog = PoolBacklog()
    @safe @exclusivity(unchecked) var counts: PoolCounts
    @safe @exclusivity(unchecked) var isOpen = true

    /// Tasks that were given to the pool, those included that it did not take.
    @safe @exclusivity(unchecked) var submitted = 0

    /// Those that have entered and not left, by their numbers.
    var workers: [Int: PoolWorker] = [:]

    /// By the number of their worker: those that work, and, once the pool is closed, those that have ended.
    var threads: [Int: NativeThread] = [:]

    /// The last that left while the pool was open; it joins the one that left before it.
    ///
    /// So one is kept, however many come and go, and whoever joins it has joined them all.
    var lastToLeave: NativeThread?

    private var exitHook: Int?

    init(name: String, options: ThreadPoolOptions) {
        self.name = name
        self.options = options
        isTimed = options.measuresTimes || !options.observers.isEmpty
        isPlain =
            !isTimed && !isObserved && options.capacity == nil && options.inherited.isEmpty && Seam.current == nil
        counts = PoolCounts(
            minimum: options.minimumThreads,
            maximum: options.maximumThreads,
            capacity: options.capacity
        )
        if isObserved { Observation.tell { $0.object(work.identity, isCalled: "work of \(name)") } }
    }

    deinit {
        if let exitHook { ProcessExit.shared.removeHook(exitHook) }
    }

    /// Has the pool do at the end of the process what its options say.
    func prepareForExit() {
        // Explored threads do not outlive their schedule: the end of the process does not wait for them.
        if Seam.current != nil { return }
        // Weak: the end of the process is no reason to keep a pool that nobody else keeps.
        exitHook = ProcessExit.shared.addHook { [weak self] in self?.endWithProcess() }
    }

    private func endWithProcess() {
        let policy = options.atExit
        _ = close(cancellingQueued: policy != .finish)
        if policy != .finish { stop.request() }
    }

    /// Tells those who observe the pool; never with a lock held.
    func tell(_ event: (any ThreadPoolObserver) -> Void) {
        for observer in options.observers { event(observer) }
    }

    /// Whether the calling thread is one of the pool's own.
    var isCallersOwn: Bool { PoolWorker.current?.pool === self }

    func withLock<R>(_ body: () -> R) -> R {
        lock.lock()
        defer { lock.unlock() }
        return body()
    }

    /// There may be a place for the work of one that waits for it.
    ///
    /// With the lock held, after each step that can make one.
    func noteRoom() {
        if blocked > 0 { room.notify(holding: lock) }
    }
}
