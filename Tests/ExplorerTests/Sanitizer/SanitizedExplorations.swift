// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingQueues

@testable import ThreadingExplorer

/// With Thread Sanitizer an exploration finds races on any memory: how the turn is handed over is hidden from it,
/// and what the program's own locks, starts and joins order is told to it.
///
/// It reports them as well, and the process ends with its status: `Scripts/sanitize.sh` runs this suite by itself.
@Suite(.serialized, .enabled(if: Exploration.isSanitized)) struct SanitizedExplorations {
    /// Plain memory, without anything to guard it.
    final class Plain: @unchecked Sendable {
        // Unchecked: on purpose.
        var number = 0
        var list: [Int] = []
    }

    struct Program: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let run: @Sendable () -> Void
    }

    /// Two threads that do something and then touch the same.
    private static func twice(_ name: String, _ body: @escaping @Sendable (Int, Lock, Lock, Plain) -> Void) -> Program {
        Program(testDescription: name) {
            let (one, other, plain) = (Lock(), Lock(), Plain())
            let threads = (0..<2).map { index in NativeThread.spawn { body(index, one, other, plain) } }
            for thread in threads { thread.join() }
        }
    }

    static let racy = [
        twice("nothing") { _, _, _, plain in plain.number += 1 },
        twice("a lock before") { _, lock, _, plain in
            lock.withLock {}
            plain.number += 2
        },
        twice("a lock after") { _, lock, _, plain in
            plain.number += 3
            lock.withLock {}
        },
        twice("a lock each") { index, one, other, plain in
            (index == 0 ? one : other).withLock { plain.number += 4 }
        },
        twice("a sleep") { _, _, _, plain in
            NativeThread.sleep(for: .seconds(1))
            plain.number += 5
        },
        Program(testDescription: "a recursive lock each, and one before") {
            let (locks, plain) = ((0..<3).map { _ in RecursiveLock() }, Plain())
            let threads = (0..<2).map { index in
                NativeThread.spawn {
                    locks[2].withLock { locks[2].withLock {} }
                    locks[index].withLock { locks[index].withLock { plain.number += 6 } }
                }
            }
            for thread in threads { thread.join() }
        },
        Program(testDescription: "after a monitor") {
            let (monitor, plain) = (Monitor(0), Plain())
            let threads = (0..<2).map { index in
                NativeThread.spawn {
                    monitor.withLock(when: { $0 >= index }) { $0 += 1 }
                    plain.number += 7
                }
            }
            for thread in threads { thread.join() }
        },
        Program(testDescription: "a flag that is read too early") {
            let (lock, plain) = (Lock(), Plain())
            let isDone = AtomicCell(false)
            let writer = NativeThread.spawn {
                for _ in 0..<3 { lock.withLock {} }
                plain.number = 1
                isDone.store(true)
            }
            if !isDone.load() { plain.number = 2 }
            writer.join()
        },
    ]

    @Test(arguments: racy)
    func explore_ofARace_isToldInTheScheduleInWhichItIs(_ program: Program) throws {
        let failure = try #require(throws: ExplorationFailure.self) { try explore { program.run() } }
        #expect(failure.kind == .dataRace)
        #expect(failure.description.contains("explore(replaying: "))
    }

    static let ordered = [
        Program(testDescription: "a lock") {
            let (lock, plain) = (Lock(), Plain())
            let threads = (0..<3).map { index in
                NativeThread.spawn {
                    for _ in 0..<2 {
                        lock.withLock {
                            plain.number += 1
                            plain.list.append(index)
                        }
                    }
                }
            }
            for thread in threads { thread.join() }
            expect(plain.list.count == plain.number)
        },
        Program(testDescription: "a condition on a recursive lock") {
            let (condition, plain) = (Condition(RecursiveLock()), Plain())
            let waiter = NativeThread.spawn {
                condition.withLock {
                    condition.withLock { condition.wait { plain.number == 1 } }
                    plain.number = 2
                }
            }
            condition.withLock {
                plain.number = 1
                condition.notify()
            }
            waiter.join()
            expect(plain.number == 2)
        },
        Program(testDescription: "a monitor") {
            let (monitor, plain) = (Monitor(0), Plain())
            let waiter = NativeThread.spawn {
                monitor.withLock(when: { $0 == 1 }) { _ in plain.number += 1 }
                monitor.withLock { $0 = 2 }
            }
            monitor.withLock { value in
                plain.number = 1
                value = 1
            }
            monitor.wait { $0 == 2 }
            plain.number += 1
            waiter.join()
            expect(plain.number == 3)
        },
        Program(testDescription: "a queue, an event and a cell") {
            let (queue, event, cell) = (BlockingQueue<Int>(capacity: 1), Event(), AtomicCell(false))
            let plain = (0..<3).map { _ in Plain() }
            let sender = NativeThread.spawn {
                plain[0].number = 1
                try? queue.put(1)
                plain[1].number = 1
                event.set()
                plain[2].number = 1
                cell.store(true)
            }
            _ = try? queue.get()
            plain[0].number += 1
            event.wait()
            plain[1].number += 1
            if cell.load() { plain[2].number += 1 }
            sender.join()
        },
    ]

    @Test(arguments: ordered)
    func explore_ofWhatIsOrdered_isSilent(_ program: Program) throws {
        try explore(schedules: 300) { program.run() }
    }
}
