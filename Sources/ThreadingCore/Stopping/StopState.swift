// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading
internal import Synchronization

/// Whether somebody has asked to stop, who sleeps until then, and what is to be called.
///
/// **How a sleeping thread is reached.** A thread that goes to sleep and takes heed adds a node on its stack to
/// the list of its state, and the address that it sleeps on. Whoever asks to stop sets the flag, after which
/// nobody is added any more, and then wakes all sleepers of those addresses until the list is empty. One wake is not
/// enough: a thread may be between the list and the kernel. Others that sleep on the same address look at their
/// words again and go back to sleep.
///
/// A kernel call that waits for two words at once (`FUTEX_WAITV`) would need no such loop; it is missing in
/// kernels before 5.16, and in sandboxes. A signal has the same gap, and interrupts the system calls of others.
///
/// **Why no wake-up is lost** that another sleeper would have needed: a thread that was woken looks at its
/// word, and takes what it waits for, before it comes back here and finds the flag. To the algorithms above, a stop is a
/// deadline that has passed.
///
/// Safe as a type: the nodes are touched only under `lock`, under which each leaves the list before it goes.
@safe
package final class StopState: @unchecked Sendable {
    // Unchecked: `sleepers`, `actions`, `lastAction` and `running` are guarded by `lock`.

    private let flag = Atomic(false)
    private let lock = LockWord(isExplorable: false)
    private let settled: WaiterQueue
    private var sleepers: SleeperNode.Pointer?
    private var actions: [(id: Int, action: @Sendable () -> Void)] = []
    private var lastAction = 0

    /// The action that is being run, and by which thread.
    private var running: (id: Int, thread: UInt)?

    /// Counts what was done with actions: who registers one is before who runs it, and its end is before who cancels it.
    ///
    /// The lock orders all that; in an exploration it is hidden from Thread Sanitizer, so that this tells it.
    private let order = Atomic(0)

    /// The number in the explorer that this was born under; zero in production.
    package let managedID: UInt32

    package init() {
        managedID = Seam.current?.makeObject(.stop) ?? 0
        // Not the explorer's: what it would order, the program does not.
        settled = Seam.aside { WaiterQueue(.stop) }
        unsafe sleepers = nil
    }

    // MARK: The calling thread's

    /// The state that the calling thread's waits take heed of.
    @inline(__always)
    package static var current: StopState? {
        guard let slot = unsafe ct_stop() else { return nil }
        // Sound: whoever has set it keeps it alive until it is set back, see `withCurrent` and `setCurrent`.
        return unsafe Unmanaged<StopState>.fromOpaque(slot).takeUnretainedValue()
    }

    /// Makes `state`, which the caller keeps alive, the calling thread's for the rest of its life.
    package static func setCurrent(_ state: StopState?) {
        unsafe ct_set_stop(state.map { unsafe Unmanaged.passUnretained($0).toOpaque() })
    }

    /// Runs the body with `state` as the calling thread's.
    package static func withCurrent<R: ~Copyable, E: Error>(
        _ state: StopState?,
        _ body: () throws(E) -> R
    ) throws(E) -> R {
        let outer = unsafe ct_stop()
        setCurrent(state)
        defer {
            unsafe ct_set_stop(outer)
            withExtendedLifetime(state) {}
        }
        return try body()
    }

    // MARK: Asking

    /// Whether somebody has asked; true is final.
    package var isRequested: Bool {
        if managedID != 0 { explorer.access(managedID, .load) }
        // Acquiring: what was done before the request is the caller's to read.
        return flag.load(ordering: .acquiring)
    }

    /// Asks to stop: wakes who sleeps, then calls the actions, the oldest first.
    ///
    /// Whether this was the first request.
    @discardableResult
    package func request() -> Bool {
        guard managedID == 0 ? setFlag() : setExploredFlag() else { return false }
        if managedID == 0 { wakeSleepers() }
        while let action = nextAction() {
            // Acquiring: what its registration did. Releasing, below: what it did itself.
            _ = order.load(ordering: .acquiring)
            action()
            order.wrappingAdd(1, ordering: .releasing)
            withLock {
                running = nil
                settled.notifyAll(holding: lock)
            }
            if managedID != 0 { explorer.access(managedID, .store) }
        }
        return true
    }

    private func setFlag() -> Bool {
        lock.lock()
        defer { lock.unlock() }
        // Under the lock: whoever goes to sleep or adds an action has either seen it, or is in a list by now.
        // Acquiring and releasing: what was done before any request is the reader's of `isRequested` to read.
        return !flag.exchange(true, ordering: .acquiringAndReleasing)
    }

    /// One step of the program: nobody else runs between these.
    private func setExploredFlag() -> Bool {
        explorer.access(managedID, .update)
        let isFirst = !flag.exchange(true, ordering: .acquiringAndReleasing)
        if isFirst { explorer.endWaits(heeding: managedID) } else { explorer.accessChangedNothing(managedID) }
        return isFirst
    }

    private func wakeSleepers() {
        var rounds = 0
        while true {
            let isEmpty = withLock {
                unsafe SleeperNode.forEachAddress(from: sleepers) { word in _ = unsafe Futex.wake(word, .max) }
                return unsafe sleepers == nil
            }
            if isEmpty { return }
            // Those that were woken must come to take themselves off the list; one that was on its way to the
            // kernel must come to sleep first. With a short sleep after many rounds, for a scheduler that prefers
            // this thread to those.
            rounds += 1
            if rounds < 50 { Spin.yield() } else { ct_nap(50_000) }
        }
    }

    // MARK: Actions

    /// Has the action called when somebody asks to stop; at once, by the caller, if somebody has.
    ///
    /// Its number, to take it back with; zero if it was called.
    package func add(_ action: @escaping @Sendable () -> Void) -> Int {
        if managedID != 0 { explorer.access(managedID, .load) }
        let id = withLock {
            // Relaxed: it is written under the lock, or by the one explored thread that runs.
            if flag.load(ordering: .relaxed) { return 0 }
            lastAction += 1
            actions.append((lastAction, action))
            return lastAction
        }
        // Releasing: what was done before is the action's to read.
        order.wrappingAdd(1, ordering: .releasing)
        if id == 0 { action() }
        return id
    }

    /// Takes an action back, and waits for its end if another thread is running it.
    ///
    /// Whether it will not be called, nor was.
    @discardableResult
    package func remove(_ id: Int) -> Bool {
        if managedID != 0 { explorer.access(managedID, .load) }
        // Destroyed after the lock is released: it may hold anything.
        let action: (@Sendable () -> Void)? = withLock {
            guard let index = actions.firstIndex(where: { $0.id == id }) else { return nil }
            return actions.remove(at: index).action
        }
        if action == nil { waitForEnd(of: id) }
        // Acquiring: what an action that was run did.
        _ = order.load(ordering: .acquiring)
        return withExtendedLifetime(action) { action != nil }
    }

    private func waitForEnd(of id: Int) {
        func isRunning() -> Bool {
            guard let running else { return false }
            return running.id == id && running.thread != UInt(ct_thread_identity())
        }
        if managedID != 0 {
            while withLock({ isRunning() }) { explorer.access(managedID, .load) }
        } else {
            lock.lock()
            while isRunning() { _ = settled.wait(releasing: lock, until: .never) }
            lock.unlock()
        }
    }

    private func nextAction() -> (@Sendable () -> Void)? {
        withLock {
            guard !actions.isEmpty else { return nil }
            let (id, action) = actions.removeFirst()
            running = (id, UInt(ct_thread_identity()))
            return action
        }
    }

    // MARK: Sleeping

    /// Sleeps as `sleep` does, on `word`, unless somebody has asked to stop.
    func sleep(on word: UnsafeRawPointer, _ sleep: () -> WaitOutcome) -> WaitOutcome {
        var node = unsafe SleeperNode(word)
        return unsafe withUnsafeMutablePointer(to: &node) { node in
            guard unsafe link(node) else { return .timedOut }
            defer { unsafe unlink(node) }
            return sleep()
        }
    }

    private func link(_ node: SleeperNode.Pointer) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        // Relaxed: it is written under the lock.
        if flag.load(ordering: .relaxed) { return false }
        unsafe node.pointee.link(before: sleepers)
        unsafe sleepers = unsafe node
        return true
    }

    private func unlink(_ node: SleeperNode.Pointer) {
        lock.lock()
        defer { lock.unlock() }
        if unsafe node.pointee.unlink() { unsafe sleepers = unsafe node.pointee.next }
    }

    /// Aside: what the lock orders in an exploration, the program does not.
    private func withLock<R>(_ body: () -> R) -> R {
        Seam.aside {
            lock.lock()
            defer { lock.unlock() }
            return body()
        }
    }

    private var explorer: any ExplorerSeam {
        guard let seam = Seam.current else {
            Misuse.stop("a stop source made in an exploration was used by a thread that it does not run")
        }
        return seam
    }
}
