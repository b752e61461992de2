// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingFutures
import ThreadingTestSupport

/// Pools and single threads as executors of asynchronous code.
///
/// Beyond Python: row 53 of what others have.
@Suite struct TaskExecutorTests {
    @Test func pool_thatATaskPrefers_runsIt() async throws {
        let pool = ThreadPool(threads: 2, name: "preferred")
        let names = await withTaskExecutorPreference(pool) {
            let first = currentThreadName()
            await Task.yield()
            return [first, currentThreadName(), await child()]
        }
        #expect(names.allSatisfy { $0.hasPrefix("preferred-") }, "\(names)")
        try await onThread { pool.shutdown() }
    }

    /// The point of it all: calls that block take no thread away from those who run tasks.
    @Test func pool_withAHundredCallsThatBlock_leavesTheOthersFree() async throws {
        let pool = ThreadPool(threads: 100, name: "blocking")
        let gate = Event()
        let inside = AtomicCell(0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask(executorPreference: pool) {
                    inside.add(1)
                    block(on: gate)
                }
            }
            // This task runs on the threads that all tasks share, and so is what lets the others go.
            while inside.load() < 100 { await Task.yield() }
            gate.set()
            try await group.waitForAll()
        }
        #expect(inside.load() == 100)
        try await onThread { pool.shutdown() }
    }

    /// A job that is never run is a task that hangs.
    @Test func pool_thatWasShutDown_stillRunsTasksElsewhere() async throws {
        let pool = ThreadPool(threads: 1)
        try await onThread { pool.shutdown() }
        let sum = await withTaskExecutorPreference(pool) {
            await Task.yield()
            return await [1, 2].async.reduce(0, +)
        }
        #expect(sum == 3)
    }

    @Test func pool_thatIsShutDownWhileTasksWait_runsThemAll() async throws {
        let pool = ThreadPool(threads: 1)
        let done = AtomicCell(0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask(executorPreference: pool) {
                    await Task.yield()
                    done.add(1)
                }
            }
            try await onThread { pool.shutdown(cancellingQueued: true) }
        }
        #expect(done.load() == 50)
    }

    @Test func pool_ofOnePlace_neverRefusesATask() async throws {
        var options = ThreadPoolOptions(maximumThreads: 1)
        options.capacity = 1
        options.whenFull = .reject
        let pool = ThreadPool(options)
        let done = AtomicCell(0)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 { group.addTask(executorPreference: pool) { done.add(1) } }
        }
        #expect(done.load() == 50)
        try await onThread { pool.shutdown() }
    }

    @Test func run_returnsWhatTheBodyReturns() async throws {
        struct Oops: Error {}
        let pool = ThreadPool(threads: 1, name: "runner")
        #expect(try await pool.run { NativeThread.current.name } == "runner-1")
        await #expect(throws: Oops.self) { try await pool.run { throw Oops() } }
        try await onThread { pool.shutdown() }
        await #expect(throws: PoolError.shutDown) { try await pool.run {} }
    }

    @Test func run_whoseTaskIsCancelledBeforeItBegins_doesNotDoIt() async throws {
        let pool = ThreadPool(threads: 1)
        let gate = Event()
        let first = pool.submit { gate.wait() }
        let did = AtomicCell(false)
        let task = Task { try await pool.run { did.store(true) } }
        while pool.statistics.queued == 0 && !first.isDone { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        gate.set()
        try await onThread { pool.shutdown() }
        #expect(!did.load())
    }

    @Test func run_whoseTaskIsCancelledWhileItRuns_isAskedToStopAndWaitedFor() async throws {
        let pool = ThreadPool(threads: 1)
        let begun = AtomicCell(false)
        let task = Task {
            try await pool.run {
                begun.store(true)
                // Ends by the request alone: nobody sets the event.
                return Event().wait(for: .seconds(600))
            }
        }
        while !begun.load() { await Task.yield() }
        task.cancel()
        #expect(try await task.value == false)
        try await onThread { pool.shutdown() }
    }

    @Test func actor_onASerialThread_runsThereAlone() async throws {
        let counter = Counter()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<100 { group.addTask { await counter.increment() } }
        }
        #expect(await counter.value == 100)
        #expect(await counter.threads == ["counter-1"])
    }

    @Test func assumeIsolated_onTheThread_isTrue() async throws {
        let counter = Counter()
        #expect(await counter.isIsolatedToItself())
    }

    @Test func assumeIsolated_onAnotherThread_stopsTheProgram() async throws {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let executor = SerialThreadExecutor(name: "only")
            executor.checkIsolated()
        }
        #expect(result.standardError.contains("what is isolated to the thread of \"only\" was used by"))
    }

    @Test func executor_thatIsDropped_finishesWhatWasEnqueued() async throws {
        let done = AtomicCell(0)
        var tasks: [Task<Void, Never>] = []
        do {
            let executor = SerialThreadExecutor()
            for _ in 0..<20 { tasks.append(Task(executorPreference: executor) { done.add(1) }) }
        }
        for task in tasks { await task.value }
        #expect(done.load() == 20)
    }
}

private actor Counter {
    private let thread = SerialThreadExecutor(name: "counter")
    private(set) var value = 0
    private(set) var threads: Set<String> = []

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        // Sound: the actor holds its executor.
        unsafe thread.asUnownedSerialExecutor()
    }

    func increment() {
        value += 1
        threads.insert(currentThreadName())
    }

    func isIsolatedToItself() -> Bool {
        assumeIsolated { $0.value == 0 }
    }
}

private func currentThreadName() -> String { NativeThread.current.name }

@concurrent
private func child() async -> String {
    await Task.yield()
    return currentThreadName()
}

private func block(on gate: Event) { gate.wait() }

extension Array where Element: Sendable {
    /// An asynchronous sequence of them, that suspends before each.
    fileprivate var async: AsyncStream<Element> {
        AsyncStream { continuation in
            for element in self { continuation.yield(element) }
            continuation.finish()
        }
    }
}
