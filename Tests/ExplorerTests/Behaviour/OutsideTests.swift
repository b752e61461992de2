// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What was made before the exploration, and is used in it.
@Suite struct OutsideTests {
    @Test func lock_madeOutsideAndContended_isModelledButProvesNothing() throws {
        let lock = Lock()
        let report = try explore {
            let cell = AtomicCell(0)
            let work: @Sendable () -> Void = { lock.withLock { cell.store(cell.load() + 1) } }
            together(work, work)
            expect(cell.load() == 2, "the lock did not lock")
        }
        #expect(!report.isExhausted)
        #expect(report.remarks.count == 1)
        #expect(report.remarks.allSatisfy { $0.contains("a lock that was made outside the body") })
        #expect(report.description.contains("\n" + report.remarks.joined()))
        #expect(!lock.isLocked)
    }

    @Test func lock_madeOutsideAndContendedWithATimeOut_isTakenOrLate() throws {
        let lock = Lock()
        let seen = Locked<Set<Bool>>([])
        let report = try explore(.random(), schedules: 300) {
            let cell = AtomicCell(0)
            together(
                {
                    lock.withLock {
                        cell.add(1)
                        cell.add(1)
                    }
                },
                {
                    cell.add(1)
                    let isTaken = lock.lock(for: .seconds(60))
                    if isTaken { lock.unlock() }
                    seen.withLock { _ = $0.insert(isTaken) }
                }
            )
        }
        #expect(!report.isExhausted)
        #expect(seen.withLock { $0 } == [true, false])
    }

    @Test func lock_madeOutsideAndNeverContended_isNoStep() throws {
        let lock = Lock()
        let report = try explore { together({ lock.withLock {} }, { lock.withLock {} }) }
        #expect(report.outcome == .exhausted(schedules: 1))
        #expect(report.remarks.isEmpty)
    }

    /// Held by somebody who never comes: with a sentence in place of a hang.
    @Test func lock_madeOutsideAndHeldForEver_isADeadlock() throws {
        let lock = Lock()
        lock.lock()
        defer { lock.unlock() }
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore { together({ lock.withLock {} }) }
        }
        #expect(failure.kind == .deadlock)
        #expect(failure.message.contains("t1 waits for a lock that was made outside the exploration"), "\(failure)")
    }

    @Test func event_madeOutsideAndWaitedFor_isMisuse() throws {
        let event = Event()
        let failure = try #require(throws: ExplorationFailure.self) { try explore { event.wait() } }
        #expect(failure.kind == .misuse)
        #expect(failure.message.contains("was made outside the exploration; make it in the body"), "\(failure)")
    }

    @Test func event_madeOutsideAndSet_isNotWaitedFor() throws {
        let event = Event(isSet: true)
        let report = try explore { event.wait() }
        #expect(report.isExhausted)
    }

    @Test func semaphore_madeOutsideAndEmpty_isMisuse() throws {
        let semaphore = Semaphore(value: 0)
        let failure = try #require(throws: ExplorationFailure.self) { try explore { semaphore.wait() } }
        #expect(failure.kind == .misuse, "\(failure)")
    }

    @Test func cell_madeOutside_isNoStep() throws {
        let cell = AtomicCell(0)
        let report = try explore { together({ cell.add(1) }, { cell.add(1) }) }
        #expect(report.outcome == .exhausted(schedules: 1))
        #expect(cell.load() == 2)
    }
}
