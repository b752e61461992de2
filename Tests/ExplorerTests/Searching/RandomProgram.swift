// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

/// A small program drawn from a seed, whose final state says in which order its steps came.
///
/// What two searches find out about it must be the same.
struct RandomProgram: Sendable {
    enum Step: Sendable {
        case load(Int), store(Int), add(Int), swap(Int)
        case locked(Int), tryLocked(Int), lockedTimed(Int)
        case wait(Int), notify(Int), notifyAll(Int)
        case sleep(Int), look(Int), choose
        case isFinished
    }

    let threads: [[Step]]

    init(seed: UInt64, threads: Int = 2, steps: Int = 3) {
        var numbers = SystemOfNumbers(state: seed &* 0x9e37_79b9_7f4a_7c15 &+ 1)
        // Two or three kinds of steps a program: with all of them at once little would ever meet.
        let kinds = (0..<3).map { _ in numbers.below(14) }
        self.threads = (0..<threads).map { _ in
            (0..<(1 + numbers.below(steps))).map { _ in
                Self.step(kinds[numbers.below(kinds.count)], numbers.below(2))
            }
        }
    }

    private static func step(_ kind: Int, _ index: Int) -> Step {
        switch kind {
        case 0: .load(index)
        case 1: .store(index)
        case 2: .add(index)
        case 3: .swap(index)
        case 4: .locked(index)
        case 5: .tryLocked(index)
        case 6: .lockedTimed(index)
        case 7: .wait(index)
        case 8: .notify(index)
        case 9: .notifyAll(index)
        case 10: .sleep(1 + index)
        case 11: .look(index)
        case 12: .choose
        default: .isFinished
        }
    }

    /// Runs it, under an explorer; what every thread has seen, and what is left.
    func run() -> String {
        let cells = [AtomicCell(0), AtomicCell(0)]
        let conditions = [Condition(), Condition()]
        let counts = [Box(0), Box(0)]
        let logs = threads.map { _ in Box("") }
        let first = Box<JoinHandle<Void, Never>?>(nil)
        let handles = threads.indices.map { thread in
            let handle = NativeThread.spawn {
                for (number, step) in threads[thread].enumerated() {
                    logs[thread].value += perform(step, thread * 10 + number + 1, cells, conditions, counts, first)
                }
            }
            if thread == 0 { first.value = handle }
            return handle
        }
        for handle in handles { handle.join() }
        return logs.map(\.value).joined(separator: "|")
            + " \(cells.map { $0.load() }) \(counts.map(\.value))"
    }

    private func perform(
        _ step: Step,
        _ number: Int,
        _ cells: [AtomicCell<Int>],
        _ conditions: [Condition],
        _ counts: [Box<Int>],
        _ first: Box<JoinHandle<Void, Never>?>
    ) -> String {
        switch step {
        case .load(let index): return " \(cells[index].load())"
        case .store(let index):
            cells[index].store(number)
            return ""
        case .add(let index):
            return " +\(cells[index].add(1))"
        case .swap(let index):
            return cells[index].compareExchange(expected: 0, desired: number).exchanged ? " s" : " f"
        case .locked(let index):
            return conditions[index].withLock { visit(counts[index]) }
        case .tryLocked(let index):
            return conditions[index].lock.withLockIfAvailable { visit(counts[index]) } ?? " busy"
        case .lockedTimed(let index):
            guard conditions[index].lock.lock(for: .seconds(1)) else { return " late" }
            defer { conditions[index].lock.unlock() }
            return visit(counts[index])
        case .wait(let index):
            return conditions[index].withLock {
                conditions[index].wait(for: .seconds(1 + number % 3)) ? " woken" + visit(counts[index]) : " timeout"
            }
        case .notify(let index):
            conditions[index].withLock { conditions[index].notify() }
            return ""
        case .notifyAll(let index):
            conditions[index].withLock { conditions[index].notifyAll() }
            return ""
        case .sleep(let seconds):
            NativeThread.sleep(for: .seconds(seconds))
            return ""
        case .look(let index):
            return conditions[index].lock.isLocked ? " locked" : " free"
        case .choose:
            return " c\(choose(0..<2))"
        case .isFinished:
            return first.value?.isFinished == true ? " over" : " not"
        }
    }

    /// Under a lock; the order of visits is what is left of them.
    private func visit(_ count: Box<Int>) -> String {
        count.value += 1
        return " #\(count.value)"
    }
}

/// A small generator, since what is drawn must be the same everywhere.
private struct SystemOfNumbers {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
