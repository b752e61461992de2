// Part of swift-threading. Apache-2.0: see LICENSE.

public import ThreadingCore

extension Monitor {
    /// Waits until the predicate is true of the value.
    ///
    /// It was true then and may be false again when this returns: to act on it, use `withLock(when:_:)`. For
    /// what stays true once it is, this is enough.
    ///
    /// - Parameter predicate: looks at the value.
    @available(*, noasync, message: "blocks the thread")
    public func wait(where predicate: @Sendable (State) -> Bool) {
        enter(when: predicate)
        leave()
    }

    /// Waits until the predicate is true of the value, or the time is over.
    ///
    /// - Parameters:
    ///   - duration: bounds the whole wait for the predicate, however often the value changes meanwhile; `nil`
    ///     waits for ever, zero or less only looks. Not bounded is how long others are inside.
    ///   - predicate: looks at the value.
    /// - Returns: the predicate's last answer.
    @available(*, noasync, message: "blocks the thread")
    public func wait(for duration: Duration?, where predicate: @Sendable (State) -> Bool) -> Bool {
        defer { leave() }
        return enter(when: predicate, until: Deadline(after: duration))
    }

    /// Waits until the predicate is true of the value, or an instant comes.
    ///
    /// - Parameters:
    ///   - instant: when to give up.
    ///   - predicate: looks at the value.
    /// - Returns: the predicate's last answer.
    @available(*, noasync, message: "blocks the thread")
    public func wait(until instant: ContinuousClock.Instant, where predicate: @Sendable (State) -> Bool) -> Bool {
        defer { leave() }
        return enter(when: predicate, until: Deadline(instant))
    }

    // MARK: Coming in and going out

    // What makes it impossible to lose a wake-up: whenever the lock is released, either no sleeping thread's
    // predicate is true, or one whose predicate is true has just been woken. All releases, also those for the time
    // of a sleep, come after a `wakeNext()`, which sees to it; whoever is woken comes in, be it too late, and goes
    // out the same way.

    /// Takes the lock when the predicate is true.
    @inlinable
    func enter(when predicate: @Sendable (State) -> Bool) {
        word.lock()
        if unsafe !predicate(state) { waitInside(for: predicate) }
    }

    /// Takes the lock when the predicate is true or the deadline has come; the predicate's last answer.
    func enter(when predicate: @Sendable (State) -> Bool, until deadline: Deadline) -> Bool {
        word.lock()
        return unsafe predicate(state) || waitInside(for: predicate, until: deadline)
    }

    @usableFromInline @inline(never)
    func waitInside(for predicate: @Sendable (State) -> Bool) {
        _ = waitInside(for: predicate, until: .never)
    }

    /// Waits, by a caller that holds the lock, and holds it again when this returns.
    private func waitInside(for predicate: @Sendable (State) -> Bool, until deadline: Deadline) -> Bool {
        if deadline.isImmediate { return false }
        // It does not escape: the waiter is off the list when this returns, and others look at it under the lock only.
        return withoutActuallyEscaping(predicate) { predicate in
            let waiter = MonitorWaiter(predicate)
            // Guarded by `word`, here and below.
            unsafe waiters.append(waiter)
            defer { unsafe waiters.removeAll { $0 === waiter } }
            repeat {
                // Needed only if the predicate has become false by itself: then the wake-up was another's.
                wakeNext()
                waiter.isAwake = false
                // At the deadline the predicate has the last word: it may have come true meanwhile.
                guard waiter.queue.wait(releasing: word, until: deadline) else { return unsafe predicate(state) }
            } while unsafe !predicate(state)
            return true
        }
    }

    /// Releases the lock, and wakes whoever waits for what is true now.
    @inlinable @inline(__always)
    func leave() {
        if unsafe !waiters.isEmpty { wakeNext() }
        word.unlock()
    }

    /// Wakes the longest waiting of those that sleep and whose predicate is true.
    ///
    /// One is enough: when it goes out, it wakes the next. If it comes too late, somebody else was inside
    /// meanwhile, who did the same.
    @usableFromInline @inline(never)
    func wakeNext() {
        for waiter in unsafe waiters where unsafe !waiter.isAwake && waiter.predicate(state) {
            waiter.isAwake = true
            return waiter.queue.notify(holding: word)
        }
    }
}
