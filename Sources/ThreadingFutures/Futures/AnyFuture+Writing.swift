// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// For those who write a future.
extension AnyFuture {
    /// Says whose result this is.
    ///
    /// Before anybody else knows of the future.
    func adopt(_ work: any FutureWork) { makeExtras().adopt(work) }

    /// Whether the work is the caller's to do.
    func claim() -> Bool {
        guard step({ state.claim() }) else { return false }
        // Nobody needs to be helped with what has begun.
        if let extras, extras.hadWork { withExtendedLifetime(extras.takeWork()) {} }
        return true
    }

    /// Whether the result is the caller's, who writes it in `write`.
    func finish(_ write: () -> Void) -> Bool {
        var isMine = false
        end {
            isMine = state.beginWriting()
            guard isMine else { return false }
            write()
            return state.finish()
        } whenEnded: {
            $0
        }
        if isMine {
            if let extras, extras.hadWork { withExtendedLifetime(extras.takeWork()) {} }
        } else {
            // Another is between the two steps, or has cancelled it: who is told that there is a result finds it.
            while !state.isFinished, !state.isCancelled { Spin.yield() }
        }
        return isMine
    }

    /// Ends what the caller has claimed, and whose result is in its place.
    func finishClaimed() {
        if isExplored {
            endExplored { _ = state.finish() }
        } else if state.finish() {
            tellObservers()
        }
    }

    @inline(never)
    private func tellObservers() {
        if let extras { tell(extras.withLock { extras.takeObservers() }) }
    }

    /// Takes a step that ends the future or does not, and tells observers of it, if `whenEnded` says so: in their order
    /// and without a lock, since they run foreign code.
    ///
    /// Threads that wait were woken by the step itself; in an exploration they are woken here, under the lock, which they
    /// need next anyway.
    @inline(__always)
    @discardableResult
    func end<R>(_ step: () -> R, whenEnded isTold: (R) -> Bool) -> R {
        if isExplored { return endExplored(step) }
        let answer = step()
        if isTold(answer) { tellObservers() }
        return answer
    }

    @inline(never)
    @discardableResult
    private func endExplored<R>(_ step: () -> R) -> R {
        guard let extras else { Misuse.stop("a future of an exploration has lost what it was made with") }
        extras.lock.lock()
        let answer = step()
        var told: [FutureObserver] = []
        if state.isFinished {
            extras.done.notifyAll(holding: extras.lock)
            told = extras.takeObservers()
        }
        extras.lock.unlock()
        tell(told)
        return answer
    }

    private func tell(_ observers: [FutureObserver]) {
        for observer in observers { observer.body(self) }
    }
}
