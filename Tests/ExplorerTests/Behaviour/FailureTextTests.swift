// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// What a failure tells its reader.
@Suite struct FailureTextTests {
    static var hasSymbolizer: Bool {
        guard let path = unsafe getenv("PATH") else { return false }
        let folders = unsafe String(cString: path).split(separator: ":")
        return folders.contains { unsafe access("\($0)/llvm-symbolizer", X_OK) == 0 }
    }

    /// Two threads that take two locks in opposite orders, and the line of the exploration.
    private func deadlock() throws -> (failure: ExplorationFailure, line: Int) {
        let line = #line + 2
        let failure = try caught {
            try explore {
                let one = Lock()
                let other = Lock()
                together(
                    { one.withLock { other.withLock {} } },
                    { other.withLock { one.withLock {} } }
                )
            }
        }
        return (failure, line)
    }

    @Test func message_ofADeadlock_saysWhoWaitsForWhatThatIsHeldByWhom() throws {
        let (failure, _) = try deadlock()
        #expect(failure.kind == .deadlock)
        let lines = failure.message.split(separator: "\n")
        #expect(lines.contains { $0.contains("t1 waits for lock 2") && $0.contains("held by t2") }, "\(failure)")
        #expect(lines.contains { $0.contains("t2 waits for lock 1") && $0.contains("held by t1") }, "\(failure)")
        #expect(lines.contains { $0.contains("main waits for the end of 't1'") }, "\(failure)")
    }

    @Test func message_ofALockTakenTwice_saysThatItIsHeldByItself() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore {
                let lock = Lock()
                lock.lock()
                lock.lock()
            }
        }
        #expect(failure.kind == .deadlock)
        #expect(failure.message.contains("held by itself"))
    }

    @Test func trace_hasAColumnForEachThread() throws {
        let (failure, _) = try deadlock()
        let lines = failure.trace.split(separator: "\n")
        #expect(lines.first?.split(separator: " ") == ["main", "t1", "t2"], "\(failure)")
        let header = try #require(lines.first).map { $0 }
        let column = try #require(header.indices.first { header[$0...].starts(with: "t2") })
        // The second thread's steps begin below its name.
        let own = lines.dropFirst().filter { $0.dropFirst(column).hasPrefix("acquire lock 2") }
        #expect(own.count == 1, "\(failure)")
        #expect(failure.description.contains(lines.first.map(String.init) ?? "no table"))
    }

    @Test func description_holdsTheLineThatReplaysAndWhereItBelongs() throws {
        let (failure, line) = try deadlock()
        #expect(failure.description.contains("try explore(replaying: \"\(failure.schedule)\") { … }"))
        #expect(failure.description.contains("at ExplorerTests/FailureTextTests.swift:\(line)"))
        #expect(failure.description.hasPrefix("deadlock in schedule \(failure.schedules): \(failure.message)"))
    }

    @Test(.enabled(if: FailureTextTests.hasSymbolizer))
    func message_withASymbolizer_namesTheLinesOfTheProgram() throws {
        let (failure, line) = try deadlock()
        #expect(failure.message.contains("lock 1 (made at FailureTextTests.swift:\(line + 1))"), "\(failure)")
        #expect(failure.message.contains("lock 2 (made at FailureTextTests.swift:\(line + 2))"), "\(failure)")
        #expect(failure.message.contains("held by t1 since FailureTextTests.swift:\(line + 4)"), "\(failure)")
        #expect(failure.trace.contains("FailureTextTests.swift:\(line + 5)"), "\(failure)")
    }

    @Test(arguments: 1...10)
    func description_ofABugThatNeedsOnePreemption_showsOne(_ seed: Int) throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.random(seed: UInt64(seed))) {
                let counter = AtomicCell(0)
                let other = AtomicCell(0)
                let work: @Sendable () -> Void = {
                    for _ in 1...4 { other.add(1) }
                    counter.store(counter.load() + 1)
                    for _ in 1...4 { other.add(1) }
                }
                together(work, work, work)
                expect(counter.load() == 3, "an update was lost")
            }
        }
        #expect(failure.description.contains("The shortest schedule found, with 1 preemption:"), "\(failure)")
    }

    @Test func description_ofABugInEachSchedule_showsNoPreemption() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.random()) {
                BehaviourPrograms.manySchedules()
                expect(false, "in any case")
            }
        }
        #expect(failure.schedule == "")
        #expect(failure.schedules == 1)
        #expect(failure.description.contains("with no preemption:"), "\(failure)")
    }

    @Test func message_ofALostWakeUp_saysThatTheNotificationCameInVain() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore {
                let condition = Condition()
                together({ condition.withLock { condition.wait() } }, { condition.withLock { condition.notify() } })
            }
        }
        #expect(failure.kind == .lostWakeUp)
        #expect(failure.message.contains("t1 waits to be notified on condition 1"), "\(failure)")
        #expect(failure.message.contains("was notified once, the last time when nobody waited"), "\(failure)")
    }

    /// A body that fails only once is told from one that fails by its schedule.
    @Test func description_ofAFailureThatDoesNotComeAgain_saysSo() throws {
        let runs = Box(0)
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.random()) {
                runs.value += 1
                expect(runs.value != 1, "only the first time")
            }
        }
        #expect(failure.description.contains("It did not fail again when it was run once more"), "\(failure)")
    }
}
