// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingTestSupport

/// Threads of the program under test: who is waited for, how many there may be, what is left of them.
@Suite(.timeLimit(.minutes(15))) struct ExploredThreadTests {
    // MARK: Daemons

    /// What it would still do was not looked at.
    @Test func explore_aDaemonThatIsCutOff_isNeverExhausted() throws {
        let report = try explore(.exhaustive) {
            let cell = AtomicCell(0)
            NativeThread.spawn(daemon: true) { cell.add(1) }
            cell.add(1)
        }
        #expect(!report.isExhausted)
        #expect(report.remarks.count == 1)
    }

    /// A release that comes first is a step of its own for those that come after it.
    @Test func explore_aReleaseByAnotherThread_isNotOneStepWithWhatFollows() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.exhaustive) {
                let (lock, cell) = (Lock(), AtomicCell(0))
                lock.lock()
                let other = NativeThread.spawn {
                    lock.unlock()
                    expect(cell.load() == 0)
                }
                lock.lock()
                cell.store(1)
                lock.unlock()
                other.join()
            }
        }
        #expect(failure.kind == .expectation)
    }

    @Test func explore_aDaemonThatWaitsForEver_passes() throws {
        let report = try explore {
            let lock = Lock()
            NativeThread.spawn(daemon: true) { Event().wait() }
            together({ lock.withLock {} }, { lock.withLock {} })
        }
        #expect(report.isExhausted)
        #expect(report.schedules >= 2)
    }

    @Test func explore_aThreadThatWaitsForEver_isALostWakeUp() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore { NativeThread.spawn(name: "sleeper") { Event().wait() } }
        }
        #expect(failure.kind == .lostWakeUp)
        #expect(failure.message.contains("sleeper waits to be notified"), "\(failure)")
        #expect(failure.message.contains("was never notified"), "\(failure)")
    }

    @Test func explore_aThreadThatIsBlockedOnALock_isADeadlock() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore {
                let lock = Lock()
                lock.lock()
                NativeThread.spawn { lock.lock() }
            }
        }
        #expect(failure.kind == .deadlock)
    }

    @Test func explore_aThreadThatNobodyJoins_isRunToItsEnd() throws {
        let ends = Locked(0)
        let report = try explore { NativeThread.spawn { ends.withLock { $0 += 1 } } }
        #expect(ends.withLock { $0 } == report.schedules)
    }

    @Test func explore_aDaemonThatFailsAnExpectation_isAFailure() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore {
                let event = Event()
                NativeThread.spawn(daemon: true) {
                    event.set()
                    expect(false, "in the daemon")
                }
                event.wait()
            }
        }
        #expect(failure.message.contains("in the daemon"))
    }

    @Test func name_ofAThread_isTheSameInEachSchedule() throws {
        let names = Locked<Set<[String]>>([])
        let report = try explore {
            let lock = Lock()
            let threads = (1...2).map { _ in NativeThread.spawn { lock.withLock {} } }
            let all = threads.map(\.thread.name)
            for thread in threads { thread.join() }
            names.withLock { _ = $0.insert(all) }
        }
        #expect(report.schedules > 1)
        #expect(names.withLock { $0 } == [["t1", "t2"]])
    }

    // MARK: Many

    @Test func explore_seventyThreads_passesWithoutAProof() throws {
        let report = try explore(schedules: 10) { Self.count(threads: 70) }
        #expect(report.outcome == .budget(schedules: 10))
    }

    @Test func exploreExhaustive_seventyThreads_passesWithoutAProof() throws {
        let report = try explore(.exhaustive, schedules: 10) { Self.count(threads: 70) }
        #expect(!report.isExhausted)
        #expect(report.schedules >= 1)
    }

    @Test func explorePreemptions_seventyThreads_runsTheWholeBudget() throws {
        let report = try explore(.exhaustive, preemptions: 1, schedules: 10) { Self.count(threads: 70) }
        #expect(report.outcome == .budget(schedules: 10))
    }

    private static func count(threads: Int) {
        let count = AtomicCell(0)
        let handles = (1...threads).map { _ in NativeThread.spawn { _ = count.add(1) } }
        for handle in handles { handle.join() }
        expect(count.load() == threads)
    }

    // MARK: What is left of them

    #if os(Linux)
    @Test func explore_aThousandSchedules_leavesNoThreadBehind() async {
        await #expect(processExitsWith: .success) {
            let before = Self.threads()
            let report = try explore(.random()) { BehaviourPrograms.keptUpdate() }
            precondition(report.schedules == 1_000)
            waitUntil { Self.threads() <= before }
        }
    }

    @Test func explore_schedulesThatFailOrCutDaemonsOff_leaveNoThreadBehind() async {
        await #expect(processExitsWith: .success) {
            let before = Self.threads()
            for _ in 1...20 {
                precondition((try? explore { BehaviourPrograms.lostUpdate() }) == nil)
                try explore(.random(), schedules: 5) { NativeThread.spawn(daemon: true) { Event().wait() } }
            }
            waitUntil { Self.threads() <= before }
        }
    }

    /// How many the process has.
    private static func threads() -> Int {
        guard let status = SystemFile.text("/proc/self/status") else { preconditionFailure("no status") }
        let line = status.split(separator: "\n").first { $0.hasPrefix("Threads:") }
        guard let count = line?.split(separator: "\t").last.flatMap({ Int($0) }) else {
            preconditionFailure("no count of threads")
        }
        return count
    }
    #endif
}
