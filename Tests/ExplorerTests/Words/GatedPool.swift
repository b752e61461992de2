// Part of swift-threading. Apache-2.0: see LICENSE.

import ThreadingExplorer

@testable import ThreadingCore
@testable import ThreadingFutures

/// A pool in small, around the gate that ships: what `PoolWorkers` does at it, step by step.
final class GatedPool: @unchecked Sendable {
    // Unchecked: every `var` is guarded by `lock`.
    private let gate = PoolGate<ExploredPoolWord>()
    private let lock = LockWord()
    private let work = WaiterQueue(.work)
    private var backlog: [UInt] = []
    private var woken = 0
    private var isOver = false

    /// What came too late.
    private var refused: Set<UInt> = []

    /// A link each; written by whoever submits the task, before it is in the inbox.
    private let links: [Link]

    private final class Link: @unchecked Sendable {
        // Unchecked: see above.
        var next: UInt = 0
    }

    /// For tasks from one to `most`.
    init(most: Int) {
        links = (0...most).map { _ in Link() }
        gate.set(isOpen: true)
    }

    /// Whether the task was taken in; false if the pool is over.
    func submit(_ task: UInt) -> Bool {
        let needsCare = gate.push(task) { links[Int(task)].next = $0 }
        guard needsCare else { return true }
        lock.lock()
        defer { lock.unlock() }
        guard !isOver else {
            // Others that come too late may be in there, too, or one of them has refused this one.
            refused.formUnion(tasks(from: gate.takeAll()))
            return !refused.contains(task)
        }
        absorb()
        passOn()
        return true
    }

    /// The next task; nil when the pool is over and nothing is left.
    func take() -> UInt? {
        lock.lock()
        defer { lock.unlock() }
        var isIdle = false
        while true {
            absorb()
            if !backlog.isEmpty {
                if isIdle { gate.endSearch() }
                let task = backlog.removeFirst()
                passOn()
                return task
            }
            if isOver { return nil }
            if !isIdle {
                isIdle = true
                gate.beginSearch()
            }
            guard gate.beginSleep() else { continue }
            _ = work.wait(releasing: lock, until: .never)
            if woken > 0 { woken -= 1 } else { gate.endSleep() }
        }
    }

    /// A worker with nothing to do leaves, unless there is something after all, which it takes.
    func leave() -> UInt? {
        lock.lock()
        defer { lock.unlock() }
        gate.set(isOpen: false)
        absorb()
        if backlog.isEmpty { return nil }
        gate.set(isOpen: true)
        return backlog.removeFirst()
    }

    /// Takes no more; what has come is done.
    func close() {
        lock.lock()
        defer { lock.unlock() }
        gate.set(isOpen: false)
        absorb()
        isOver = true
        woken += gate.endAllSleep()
        work.notifyAll(holding: lock)
    }

    /// What is queued in the end.
    var rest: [UInt] {
        lock.lock()
        defer { lock.unlock() }
        return backlog + tasks(from: gate.takeAll())
    }

    private func absorb() {
        guard gate.looksFilled, !isOver else { return }
        backlog += tasks(from: gate.takeAll())
    }

    private func passOn() {
        guard gate.wantsWaking, !backlog.isEmpty || gate.looksFilled else { return }
        gate.endSleep()
        woken += 1
        work.notify(holding: lock)
    }

    private func tasks(from last: UInt) -> [UInt] {
        var tasks: [UInt] = []
        var task = last
        while task != 0 {
            tasks.insert(task, at: 0)
            task = links[Int(task)].next
        }
        return tasks
    }
}
