// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What most futures never need: who is told of the end, and whose work it is.
///
/// An explored future has it from the start: there, every step of it is under `lock`, and those who wait do so in `done`.
final class FutureExtras: @unchecked Sendable {
    // Unchecked: every `var` is guarded by `lock`, but `hadWork`, which says what it is guarded by.
    let isExplored: Bool
    let lock: LockWord
    let done = WaiterQueue(.future)

    /// In the order in which they came.
    private var observers: [FutureObserver] = []
    private var lastObserver: UInt64 = 0

    /// Nil as soon as somebody does it, or nobody will.
    private var work: (any FutureWork)?

    /// Whether there was any; written before anybody else knows of the future.
    private(set) var hadWork = false

    /// What a pool that tells of its tasks has noted of this one.
    let note: TaskNote?

    init(isExplored: Bool, note: TaskNote? = nil) {
        self.isExplored = isExplored
        lock = LockWord(isExplorable: isExplored)
        self.note = note
    }

    /// Before anybody else knows of the future.
    func adopt(_ work: any FutureWork) {
        self.work = work
        hadWork = true
    }

    var currentWork: (any FutureWork)? { withLock { work } }

    /// For the caller to let go of, without the lock.
    func takeWork() -> (any FutureWork)? {
        withLock {
            let leaving = work
            work = nil
            return leaving
        }
    }

    /// Adds an observer if `isInTime`, which is asked under the lock; its number.
    func add(_ body: @escaping @Sendable (AnyFuture) -> Void, isInTime: () -> Bool) -> UInt64? {
        withLock {
            guard isInTime() else { return nil }
            lastObserver += 1
            observers.append(FutureObserver(number: lastObserver, body: body))
            return lastObserver
        }
    }

    /// Whether the observer was there, and will not be told.
    func remove(_ number: UInt64) -> Bool {
        let removed = withLock {
            observers.firstIndex { $0.number == number }.map { observers.remove(at: $0) }
        }
        // Destroyed without the lock: what it captured may be anything.
        return withExtendedLifetime(removed) { removed != nil }
    }

    /// Those who are to be told; with the lock held.
    func takeObservers() -> [FutureObserver] {
        var told: [FutureObserver] = []
        swap(&told, &observers)
        return told
    }

    func withLock<R>(_ body: () -> R) -> R {
        lock.lock()
        defer { lock.unlock() }
        return body()
    }
}
