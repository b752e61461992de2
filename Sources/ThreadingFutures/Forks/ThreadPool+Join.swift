// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension ThreadPool {
    /// Does two things, at the same time where a thread of the pool is free for the second.
    ///
    /// For work that divides itself: each half may join in its turn, as deep as it likes. A fork that nobody
    /// steals is little more than a call, so divide until the pieces have some microseconds of work, and leave it to
    /// the pool how many threads come.
    ///
    /// ```swift
    /// func sum(_ tree: Tree) -> Int {
    ///     guard let (left, right) = tree.children else { return tree.value }
    ///     let (a, b) = pool.join({ sum(left) }, { sum(right) })
    ///     return a + b
    /// }
    /// ```
    ///
    /// For loops there is ``parallelForEach(_:grain:_:)``; for work that has no caller waiting for it,
    /// ``submit(priority:_:)``.
    ///
    /// The halves run on the pool's threads. A caller that is none of them waits for one to do it all; a pool that was
    /// shut down, or gets no thread, leaves it to the caller's own thread.
    ///
    /// **Blocking**: until both have ended. A thread of the pool whose second half was stolen steals in its turn while
    /// it waits, so a half may find another half of the same pool's below it on its stack: do not hold a lock
    /// across a join that halves take, too. With nothing to steal it sleeps. Halves that wait for each other may wait
    /// for ever: they are done one after the other if no thread is free.
    ///
    /// **Ordering**: what the caller did is visible to both, and what both did is visible to the caller.
    ///
    /// **Throws**: the error of the first, else that of the second, when both have ended. A second half that nobody has
    /// begun when the first has thrown is not begun.
    ///
    /// **Complexity**: some 3 ns for a fork that is not stolen.
    ///
    /// **Python**: none. Java's `ForkJoinTask`, rayon's `join`.
    ///
    /// - Parameters:
    ///   - first: what the calling thread does, if it is one of the pool's.
    ///   - second: what others may do meanwhile.
    /// - Throws: what `first` throws, else what `second` throws.
    /// - Returns: what both return.
    @available(*, noasync, message: "blocks the thread")
    @inlinable @inline(__always)
    public func join<First: Sendable, Second: Sendable, Failure: Error>(
        _ first: @Sendable () throws(Failure) -> First,
        _ second: @Sendable () throws(Failure) -> Second
    ) throws(Failure) -> (First, Second) {
        try unsafe join(first, second) { record in
            let output = unsafe ForkRecord.output(at: record, of: Result<Second, Failure>.self)
            do throws(Failure) {
                unsafe output.initialize(to: .success(try second()))
            } catch { unsafe output.initialize(to: .failure(error)) }
        }
    }

    /// The short way, and the long one where that is closed.
    ///
    /// All of it is inlined into the caller, and so are the closures that are written there: the context of the half is on the
    /// caller's stack then, and what is not stolen is called as any function is.
    ///
    /// - Parameters:
    ///   - first: done by the calling thread.
    ///   - second: done by the calling thread if nobody comes for it.
    ///   - half: does `second` for others, and puts what it gives beside the record, which it gets.
    /// - Throws: what `first` throws, else what `second` throws.
    /// - Returns: what both return.
    @inlinable @inline(__always)
    func join<First: Sendable, Second: Sendable, Failure: Error>(
        _ first: () throws(Failure) -> First,
        _ second: () throws(Failure) -> Second,
        half: (UnsafeMutableRawPointer) -> Void
    ) throws(Failure) -> (First, Second) {
        try unsafe _withUnprotectedUnsafeTemporaryAllocation(
            byteCount: ForkRecord.size(with: Result<Second, Failure>.self),
            alignment: ForkRecord.alignment(with: Result<Second, Failure>.self)
        ) { buffer throws(Failure) in
            let memory = unsafe buffer.baseAddress.unsafelyUnwrapped
            let output = unsafe ForkRecord.output(at: memory, of: Result<Second, Failure>.self)
            let record = unsafe memory.bindMemory(to: ForkRecord.self, capacity: 1)
            let one: First
            if let deque = ForkDeque.current(of: self), let index = unsafe deque.push(record, half) {
                do throws(Failure) { one = try first() } catch {
                    // Not begun where nobody has come for it.
                    if !deque.pop(at: index) {
                        unsafe deque.wait(for: record, half)
                        unsafe output.deinitialize(count: 1)
                    }
                    throw error
                }
                // What lies above it in the deque was popped by the forks within; what lies below is stolen first.
                if deque.pop(at: index) { return (one, try second()) }
                unsafe deque.wait(for: record, half)
            } else {
                one = try unsafe joinTheLongWay(first, second, output)
            }
            return (one, try unsafe output.move().get())
        }
    }

    /// The outermost fork of a thread, and all that are out of the ordinary.
    ///
    /// - Parameters:
    ///   - first: done by the calling thread, if it is one of the pool's.
    ///   - second: done by whoever comes for it.
    ///   - output: where there is what `second` gives, unless this throws.
    /// - Throws: what `first` throws.
    /// - Returns: what `first` returns.
    @inlinable @inline(never)
    func joinTheLongWay<First: Sendable, Second: Sendable, Failure: Error>(
        _ first: () throws(Failure) -> First,
        _ second: () throws(Failure) -> Second,
        _ output: UnsafeMutablePointer<Result<Second, Failure>>
    ) throws(Failure) -> First {
        var one: Result<First, Failure>?
        var isSecondDone = false
        fork(
            {
                do throws(Failure) {
                    one = .success(try first())
                    return true
                } catch {
                    one = .failure(error)
                    return false
                }
            },
            {
                do throws(Failure) {
                    unsafe output.initialize(to: .success(try second()))
                } catch { unsafe output.initialize(to: .failure(error)) }
                isSecondDone = true
            }
        )
        // The first was always done, and the second unless the first has failed.
        switch one {
        case .success(let value) where isSecondDone: return value
        case .failure(let error):
            if isSecondDone { unsafe output.deinitialize(count: 1) }
            throw error
        default: Self.stopWithoutResult()
        }
    }

    @usableFromInline
    static func stopWithoutResult() -> Never { Misuse.stop("a fork has ended without the result of a half") }

    /// Does both, the second by whoever comes for it, unless the first says before that it is not wanted.
    @usableFromInline
    func fork(_ first: () -> Bool, _ second: () -> Void) {
        if forks.inherited.isEmpty { return forkInPool(first, second) }
        // Whoever does the second half has the task-local values of its forker.
        let values = forks.inherited.map { $0.bind() }
        forkInPool(first, { InheritedTaskLocal.withValues(values[...]) { second() } })
    }

    private func forkInPool(_ first: () -> Bool, _ second: () -> Void) {
        if ForkSeat.withCurrent(of: self, { $0.fork(first, second) }) { return }
        if workers.isCallersOwn { forkOutermost(first, second) } else { runInside { forkOutermost(first, second) } }
    }

    /// In a seat of the team; if all are taken, one half after the other.
    private func forkOutermost(_ first: () -> Bool, _ second: () -> Void) {
        if Seam.current != nil { return forkExplored(first, second) }
        if forks.team(of: self).withSeat({ $0.fork(first, second) }) { return }
        if first() { second() }
    }

    /// On a worker that an explorer runs: the second half is work of the pool as any other, and taken back by its owner
    /// if nobody has begun it.
    ///
    /// What an exploration is about is what the halves do, and not how they are stolen.
    private func forkExplored(_ first: () -> Bool, _ second: () -> Void) {
        withoutActuallyEscaping(second) { escaping in
            let half = ForkRoot(escaping)
            let future = submit { half.run() }
            let goesOn = first()
            if future.cancel() {
                if goesOn { second() }
            } else if case .failure = future.outcome(), goesOn {
                second()
            }
            half.clear()
        }
    }

    /// Has the body done by a thread of the pool; by the calling one if the pool has none for it.
    func runInside(_ body: () -> Void) {
        withoutActuallyEscaping(body) { escaping in
            let root = ForkRoot(escaping)
            let future = submit { root.run() }
            // It throws only if nobody has begun it and nobody will.
            if case .failure = future.outcome() { root.run() }
            root.clear()
        }
    }
}
