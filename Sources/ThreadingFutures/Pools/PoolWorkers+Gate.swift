// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// How tasks come in without the lock, and how workers are woken.
extension PoolWorkers {
    /// Queues the task as ``submit(_:isBounded:)`` does, without the lock where that can be.
    @usableFromInline
    func submit(_ task: AnyFuture) {
        guard gate.isOpen, task.priority == PoolBacklog.commonPriority else { return submit(task, isBounded: true) }
        let reference = unsafe Unmanaged<PoolJob>.passRetained(task)
        let isLeftToCaller = gate.push(unsafe UInt(bitPattern: reference.toOpaque())) { last in
            // Sound: what is in the inbox was put there like this.
            unsafe task.next = UnsafeRawPointer(bitPattern: last).map { unsafe .fromOpaque($0) }
        }
        if isLeftToCaller { attend() }
    }

    /// Sees who does what is in the inbox.
    @inline(never)
    private func attend() {
        lock.lock()
        guard isOpen else {
            // What came before the end was taken in by whoever closed the pool.
            let late = takeLate()
            lock.unlock()
            for job in late { job.drop(because: .shutDown) }
            return
        }
        absorb()
        passOn()
        let number = addThreadIfWanted()
        lock.unlock()
        if let number { try? startThread(number) }
    }

    private func takeLate() -> [PoolJob] {
        var late = PoolBacklog()
        if let last = unsafe takeInbox() { unsafe submitted += late.append(stack: last) }
        return late.takeAll()
    }

    private func takeInbox() -> Unmanaged<PoolJob>? {
        // Sound: what is in the inbox was put there by `submit`.
        unsafe UnsafeRawPointer(bitPattern: gate.takeAll()).map { unsafe .fromOpaque($0) }
    }

    /// Takes what is in the inbox into the backlog; with the lock held, before anybody looks at that.
    @inline(__always)
    func absorb() {
        guard gate.looksFilled, isOpen, let last = unsafe takeInbox() else { return }
        unsafe submitted += backlog.append(stack: last)
    }

    /// Wakes a worker that sleeps; with the lock held.
    func wakeOne() {
        gate.endSleep()
        woken += 1
        work.notify(holding: lock)
    }

    /// Wakes all workers that sleep; with the lock held.
    func wakeAll() {
        woken += gate.endAllSleep()
        work.notifyAll(holding: lock)
    }

    /// Wakes a worker if there is something left that nobody will look at; with the lock held.
    func passOn() {
        // In this order: what the first reads is seldom written, and the inbox all the time, by those who submit.
        if gate.wantsWaking, !backlog.isEmpty || gate.looksFilled { wakeOne() }
    }

    /// Opens the gate if each submission finds all the threads that there may be, and else shuts it, and takes in what
    /// has come; with the lock held, after each change of those numbers.
    func setGate() {
        let isOpen =
            isPlain && isOpen && counts.living >= counts.maximum
            && counts.living <= PoolGate<AtomicPoolWord>.mostWorkers
        gate.set(isOpen: isOpen)
        if !isOpen { absorb() }
    }
}
