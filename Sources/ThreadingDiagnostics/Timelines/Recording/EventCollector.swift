// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import ThreadingCore

/// The observer of a recording: each thread's events go to a log of its own.
///
/// Nothing here sleeps, and no lock here is observed; so it does not hear of itself.
final class EventCollector: Observer, @unchecked Sendable {
    // Unchecked: every `var` is guarded by `guardWord`.

    private static let last = Atomic<UInt64>(0)

    // Relaxed: a number that no other collector has; nothing else is read by it.
    private let number = EventCollector.last.wrappingAdd(1, ordering: .relaxed).newValue
    private let capacity: Int
    private let guardWord = LockWord(isExplorable: false)
    private var logs: [ThreadLog] = []
    private var isOver = false

    init(eventsPerThread: Int) {
        capacity = eventsPerThread
    }

    /// Makes the calling thread's log, so that it is in the timeline whatever it does.
    func begin() {
        log?.append(.began)
    }

    /// What was collected, thread by thread; the second time nothing.
    func close() -> [RecordedThread] {
        let logs = withGuard {
            isOver = true
            defer { self.logs = [] }
            return self.logs
        }
        return logs.map { $0.close() }
    }

    /// The calling thread's log; nil if the recording is over.
    private var log: ThreadLog? {
        let mark = ThreadMark.ofCaller
        if let log = mark.log(of: number) { return log }
        let log = ThreadLog(recorder: number, capacity: capacity)
        let isLate = withGuard {
            if !isOver { logs.append(log) }
            return isOver
        }
        if isLate { return nil }
        mark.add(log)
        return log
    }

    /// Once a thread and recording.
    ///
    /// It yields where others would sleep, which observers would be told of.
    private func withGuard<R>(_ body: () -> R) -> R {
        while !guardWord.lockIfAvailable() { ThreadYield.yield() }
        defer { guardWord.unlock() }
        return body()
    }

    // MARK: What observers are told

    func threadDidStart() { log?.append(.started) }
    func threadWillEnd() { log?.append(.ended) }

    func willSleep(_ reason: WaitReason, until deadline: Deadline) {
        log?.append(.willSleep(reason.kind), object: UInt64(reason.object))
    }
    func didWake(_ reason: WaitReason) { log?.append(.didWake(reason.kind), object: UInt64(reason.object)) }

    func willLock(_ lock: UInt, until deadline: Deadline) { log?.append(.willLock, object: UInt64(lock)) }
    func didLock(_ lock: UInt, wasTaken: Bool) {
        log?.append(wasTaken ? .tookLock : .gaveUpLock, object: UInt64(lock))
    }
    func willUnlock(_ lock: UInt) { log?.append(.willUnlock, object: UInt64(lock)) }

    func object(_ object: UInt, isCalled name: String) { log?.append(.named, object: UInt64(object), name: name) }
    var wantsQueueDepths: Bool { true }

    func queue(_ queue: UInt, hasDepth depth: Int) {
        log?.append(.depth, object: UInt64(queue), detail: UInt32(clamping: depth))
    }
    func task(_ task: UInt64, of pool: String, did event: TaskEvent) {
        log?.append(.task(event), object: task, name: pool)
    }
}
