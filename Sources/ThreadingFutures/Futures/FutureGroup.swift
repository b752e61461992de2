// Part of swift-threading. Apache-2.0: see LICENSE.

internal import DequeModule
internal import ThreadingCore

/// Futures that somebody waits for together: in what order they end.
final class FutureGroup<Value: Sendable>: @unchecked Sendable {
    // Unchecked: every `var` is guarded by `lock`.
    private let lock = LockWord()
    private let changed = WaiterQueue(.future)

    /// Those that have not ended, by their places in the caller's order, and the numbers of their observers.
    private var waiting: [Int: (future: Future<Value>, observer: UInt64)] = [:]

    /// Those that have ended and were not asked for.
    private var ended = Deque<Future<Value>>()

    /// Whether one of them has failed.
    private var hasFailed = false

    /// Those that have ended before they could be observed.
    private var early: Set<Int> = []

    /// Tasks that wait for the next: more than one where a sequence is shared.
    private var awaiting: [FutureAwait] = []

    /// - Parameter futures: of each that is there more than once, the first counts.
    init(_ futures: some Sequence<Future<Value>>) {
        var seen: Set<ObjectIdentifier> = []
        let distinct = futures.filter { seen.insert(ObjectIdentifier($0)).inserted }
        for (place, future) in distinct.enumerated() {
            // Weak: whoever no longer waits is not kept. It does not read what the future has: its caller may.
            let observer = future.observe(isReading: false) { [weak self, weak future] result in
                if let future { self?.end(future, place, result) }
            }
            guard let observer else { continue }
            lock.lock()
            if early.remove(place) == nil { waiting[place] = (future, observer) }
            lock.unlock()
        }
    }

    deinit {
        for (future, observer) in waiting.values { future.removeObserver(observer) }
    }

    private func end(_ future: Future<Value>, _ place: Int, _ result: Result<Value, any Error>) {
        lock.lock()
        if waiting.removeValue(forKey: place) == nil { early.insert(place) }
        ended.append(future)
        if case .failure(let error) = result, error as? FutureError != .cancelled { hasFailed = true }
        changed.notifyAll(holding: lock)
        let tasks = awaiting
        awaiting = []
        lock.unlock()
        for task in tasks { task.end() }
    }

    /// Those that have not ended, in the caller's order.
    var unfinished: [Future<Value>] {
        lock.lock()
        defer { lock.unlock() }
        return waiting.sorted { $0.key < $1.key }.map(\.value.future)
    }

    /// Waits for the next that ends; nil at the deadline, or when there are no more.
    func next(until deadline: Deadline) -> Future<Value>? {
        if !deadline.isImmediate { help { !ended.isEmpty } }
        lock.lock()
        defer { lock.unlock() }
        while ended.isEmpty, !waiting.isEmpty {
            guard !deadline.isImmediate, changed.wait(releasing: lock, until: deadline) else { break }
        }
        return ended.popFirst()
    }

    /// Waits until the condition holds; false at the deadline.
    func wait(until condition: FutureWaitCondition, _ deadline: Deadline) -> Bool {
        if !deadline.isImmediate { help { holds(condition) } }
        lock.lock()
        defer { lock.unlock() }
        while !holds(condition) {
            guard !deadline.isImmediate, changed.wait(releasing: lock, until: deadline) else { return holds(condition) }
        }
        return true
    }

    /// The next that ends, for asynchronous code; nil if the task was cancelled, or when there are no more.
    func next() async -> Future<Value>? {
        while true {
            let waiting = FutureAwait()
            switch take(orTell: waiting) {
            case .ended(let future): return future
            case .none: return nil
            case .later: await waiting.wait()
            }
            if Task.isCancelled { return take() }
        }
    }

    private enum Taken {
        case ended(Future<Value>)
        case later
        case none
    }

    private func take(orTell task: FutureAwait) -> Taken {
        lock.lock()
        defer { lock.unlock() }
        if let future = ended.popFirst() { return .ended(future) }
        if waiting.isEmpty { return .none }
        awaiting.append(task)
        return .later
    }

    private func take() -> Future<Value>? {
        lock.lock()
        defer { lock.unlock() }
        return ended.popFirst()
    }

    /// Under the lock.
    private func holds(_ condition: FutureWaitCondition) -> Bool {
        switch condition {
        case .firstDone: waiting.isEmpty || !ended.isEmpty
        case .firstFailed: waiting.isEmpty || hasFailed
        case .allDone: waiting.isEmpty
        }
    }

    /// Does what nobody has begun and this thread may do, until it is enough.
    private func help(isEnough: () -> Bool) {
        for future in unfinished {
            lock.lock()
            let enough = isEnough()
            lock.unlock()
            if enough { return }
            future.help()
        }
    }
}
