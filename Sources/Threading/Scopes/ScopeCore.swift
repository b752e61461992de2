// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What every scope of threads is made of: who runs in it, what failed, and the source that asks all of them to stop.
///
/// **Why no thread outlives it.** `threads` has every thread that was started here and was not joined yet. A thread is
/// added by whoever starts it, before that one's own body can end; so when the owner finds the list empty, everybody
/// has been joined and nobody is left who could start another.
final class ScopeCore: @unchecked Sendable {
    // Unchecked: every `var` is guarded by `lock`.

    /// What a thread of the scope waits for before it is started.
    enum Place { case awaited, ifFree, beyondLimit }

    /// A thread that was not joined yet.
    private struct Started {
        let thread: NativeThread
        /// Waits for its end, and takes note of its error: it is the scope that reports it.
        let join: () -> Void
    }

    let source = StopSource(linkedTo: .current)
    let lock = LockWord()
    private let policy: ThreadScopePolicy
    private let name: String?
    private let limit: Int?
    private let places = WaiterQueue(.semaphore)
    private var threads: [Started] = []
    private var running = 0
    private var named = 0
    private var failures: [ThreadFailure] = []

    /// From how many threads on those that have ended are looked for.
    private var crowd = 32

    // For ScopeCore+Deadline.
    let deadline: Duration?
    let closing = WaiterQueue(.sleep)
    var isClosed = false
    var deadlineHasPassed = false

    init(
        name: String? = nil,
        policy: ThreadScopePolicy = .waitForAll,
        limit: Int? = nil,
        deadline: Duration? = nil
    ) {
        Misuse.unless(limit.map { $0 > 0 } ?? true, "a scope lets one thread run or more, not \(limit ?? 0)")
        self.name = name
        self.policy = policy
        self.limit = limit
        self.deadline = deadline
    }

    // MARK: Starting

    /// Starts a thread; `nil` if it was to run only in a free place, and there is none.
    func start<Value: Sendable, Failure: Error>(
        in place: Place,
        name: String?,
        stackSize: Int?,
        _ body: sending @escaping () throws(Failure) -> Value
    ) throws(ThreadStartError) -> JoinHandle<Value, Failure>? {
        guard enter(place) else { return nil }
        let handle: JoinHandle<Value, Failure>
        do {
            let name = name ?? nextName()
            handle = try NativeThread.start(name: name, stackSize: stackSize) { () throws(Failure) -> Value in
                try self.run(body)
            }
        } catch {
            leave()
            throw error
        }
        add(Started(thread: handle.thread) { _ = try? handle.join() })
        return handle
    }

    /// Starts a thread as `start` does, or stops the program if the system has none left.
    func spawn<Value: Sendable, Failure: Error>(
        in place: Place,
        name: String?,
        stackSize: Int?,
        _ body: sending @escaping () throws(Failure) -> Value
    ) -> JoinHandle<Value, Failure>? {
        do {
            return try start(in: place, name: name, stackSize: stackSize, body)
        } catch {
            Misuse.stop("\(error); use ThreadScope.start to go on without the thread")
        }
    }

    /// Starts a thread of a scope that has no limit, as `spawn` does.
    func spawn<Value: Sendable, Failure: Error>(
        _ body: sending @escaping () throws(Failure) -> Value
    ) -> JoinHandle<Value, Failure> {
        guard let handle = spawn(in: .beyondLimit, name: nil, stackSize: nil, body) else {
            Misuse.stop("a scope did not start the thread that it has a place for")
        }
        return handle
    }

    /// Takes a place; false if it was not to be waited for, and none is free.
    private func enter(_ place: Place) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        // The compiler keeps a scope from getting out; this is for those who get round it.
        Misuse.unless(!isClosed, "a thread was started in a scope that has ended")
        guard let limit else { return true }
        if place != .beyondLimit {
            while running >= limit {
                guard place == .awaited else { return false }
                _ = places.wait(releasing: lock, until: .never)
            }
        }
        running += 1
        return true
    }

    private func leave() {
        guard let limit else { return }
        lock.lock()
        defer { lock.unlock() }
        running -= 1
        // Threads of the scope may have gone beyond the limit.
        if running < limit { places.notify(holding: lock) }
    }

    private func nextName() -> String? {
        guard let name else { return nil }
        lock.lock()
        defer { lock.unlock() }
        named += 1
        return "\(name)-\(named)"
    }

    /// Keeps a thread until it is joined.
    ///
    /// Where there are many, those that have ended are joined at once, so that a scope that starts threads for hours
    /// does not grow.
    private func add(_ started: Started) {
        lock.lock()
        threads.append(started)
        var ended: [Started] = []
        if threads.count >= crowd {
            // Each is looked at once: one that ends between two looks would be removed and never joined.
            var alive: [Started] = []
            for other in threads {
                if other.thread.isAlive { alive.append(other) } else { ended.append(other) }
            }
            threads = alive
            crowd = max(32, threads.count * 2)
        }
        lock.unlock()
        for other in ended { other.join() }
    }

    /// The thread's side.
    private func run<Value, Failure: Error>(
        _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let thread = NativeThread.current
        let stop = thread.stop
        // Its own token, which the scope trips: so `requestStop` of its handle and the end of the process reach it too.
        let link = source.token.onStop { stop.request() }
        defer {
            link.cancel()
            leave()
        }
        do {
            return try body()
        } catch {
            // By a cast, which finds the error itself where `Failure` is any error: a conversion would put its box into
            // another, and it could not be told again. Aside, since casts look into tables that all threads share.
            let erased: any Error = Seam.aside { (error as Any) as? any Error } ?? error
            fail(ThreadFailure(threadName: thread.name, error: erased, isOfBody: false))
            throw error
        }
    }

    private func fail(_ failure: ThreadFailure) {
        lock.lock()
        failures.append(failure)
        lock.unlock()
        if policy == .failFast || failure.isOfBody { source.requestStop() }
    }

    // MARK: The owner's side

    /// Runs the body of a scope whose threads cannot fail, and waits for all of them.
    func run<Result: ~Copyable, Failure: Error>(
        body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { close() }
        do {
            return try StopToken.withCurrent(source.token, body)
        } catch {
            source.requestStop()
            throw error
        }
    }

    /// Runs the body, and waits for all threads; `nil` if the body has thrown, which `thrown` then tells.
    func attempt<Result: ~Copyable>(_ body: () throws -> Result) -> Result? {
        var watch: JoinHandle<Void, Never>?
        var result: Result?
        do {
            watch = try startWatch()
            result = try StopToken.withCurrent(source.token, body)
        } catch {
            // Listed once if it is a thread's that was joined and passed on.
            if isListed(error) {
                source.requestStop()
            } else {
                fail(ThreadFailure(threadName: NativeThread.current.name, error: error, isOfBody: true))
            }
        }
        close()
        watch?.join()
        return result
    }

    /// Runs the body, waits for all threads, and throws if anything went wrong.
    func collect<Result: ~Copyable>(_ body: () throws -> Result) throws(ThreadFailures) -> Result {
        let result = attempt(body)
        if let thrown { throw thrown }
        guard let result else { Misuse.stop("a scope has ended without a result") }
        return result
    }

    /// What has gone wrong, if anything.
    var thrown: ThreadFailures? {
        lock.lock()
        defer { lock.unlock() }
        if failures.isEmpty, !deadlineHasPassed { return nil }
        return ThreadFailures(failures: failures, deadlineHasPassed: deadlineHasPassed)
    }

    private func isListed(_ error: any Error) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        return failures.contains { $0.isSame(as: error) }
    }

    /// Waits for every thread, those as well that are started meanwhile.
    private func close() {
        while let next = takeUnjoined() { next.join() }
    }

    private func takeUnjoined() -> Started? {
        lock.lock()
        defer { lock.unlock() }
        if let next = threads.popLast() { return next }
        isClosed = true
        closing.notifyAll(holding: lock)
        return nil
    }
}
