// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingTestSupport

/// What a test must not do, and what it is told then.
@Suite struct MisuseTests {
    private static let sentence = "used an object that was made in another schedule or exploration"

    // MARK: The body differs from run to run

    @Test(arguments: [Int?.none, 2])
    func explore_aBodyThatTakesAnotherLockTheNextTime_isToldOfTheStep(_ preemptions: Int?) throws {
        let runs = Box(0)
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.exhaustive, preemptions: preemptions) {
                runs.value += 1
                let locks = [Lock(), Lock()]
                let lock = locks[runs.value % 2]
                let work: @Sendable () -> Void = {
                    for _ in 1...2 { lock.withLock {} }
                }
                together(work, work)
            }
        }
        #expect(failure.kind == .nondeterminism)
        #expect(failure.message.contains("at decision"), "\(failure)")
        #expect(failure.message.contains("lock 1") || failure.message.contains("the join"), "\(failure)")
    }

    @Test func explore_aBodyThatStartsAnotherThreadTheNextTime_isTold() throws {
        let runs = Box(0)
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.exhaustive) {
                runs.value += 1
                let lock = Lock()
                let work: @Sendable () -> Void = { lock.withLock {} }
                if runs.value == 2 { together(work, work, work) } else { together(work, work) }
            }
        }
        #expect(failure.kind == .nondeterminism, "\(failure)")
    }

    // MARK: What was made elsewhere

    @Test func lock_keptFromAnotherSchedule_isMisuse() throws {
        try expectMisuse {
            Lock()
        } use: {
            $0.withLock {}
        }
    }

    @Test func cell_keptFromAnotherSchedule_isMisuse() throws {
        try expectMisuse {
            AtomicCell(0)
        } use: {
            $0.store(1)
        }
    }

    @Test func condition_keptFromAnotherSchedule_isMisuse() throws {
        try expectMisuse {
            Condition()
        } use: { condition in
            condition.withLock { condition.notify() }
        }
    }

    @Test func variable_keptFromAnotherSchedule_isMisuse() throws {
        try expectMisuse {
            WatchedVariable(0)
        } use: {
            $0.write(1)
        }
    }

    @Test func thread_keptFromAnotherSchedule_isMisuse() throws {
        let kept = Box<JoinHandle<Void, Never>?>(nil)
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.random(), schedules: 2) {
                if let thread = kept.value { thread.join() }
                kept.value = NativeThread.spawn {}
            }
        }
        #expect(failure.kind == .misuse, "\(failure)")
    }

    @Test func lock_keptFromAnotherExploration_isMisuse() throws {
        let kept = Box<Lock?>(nil)
        try explore { kept.value = Lock() }
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore {
                let own = Lock()
                own.withLock { kept.value?.withLock {} }
            }
        }
        #expect(failure.kind == .misuse, "\(failure)")
    }

    /// A schedule that leaves a daemon thread behind is followed by one on other threads of the system.
    @Test func lock_keptFromAScheduleWithADaemon_isMisuse() throws {
        let kept = Box<Lock?>(nil)
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.random(), schedules: 2) {
                NativeThread.spawn(daemon: true) { Event().wait() }
                let own = Lock()
                if let lock = kept.value { own.withLock { lock.withLock {} } } else { kept.value = own }
            }
        }
        #expect(failure.kind == .misuse, "\(failure)")
    }

    // MARK: By whom

    @Test func explore_inTheBodyOfAnother_stopsWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            try explore { try explore {} }
        }
        #expect(result.errorText.contains("an exploration cannot be made in the body of another"))
    }

    @Test func exploreReplaying_inAThreadOfAnother_stopsWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            try explore { together({ _ = try? explore(replaying: "") {} }) }
        }
        #expect(result.errorText.contains("an exploration cannot be made in the body of another"))
    }

    @Test func lock_usedByAForeignThread_stopsWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            try explore {
                let lock = Lock()
                ForeignThread { lock.withLock {} }.join()
            }
        }
        #expect(result.errorText.contains("a lock made in an exploration was used by a thread that it does not run"))
    }

    @Test func cell_usedAfterTheExploration_stopsWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let kept = Box<AtomicCell<Int>?>(nil)
            try explore { kept.value = AtomicCell(0) }
            kept.value?.store(1)
        }
        #expect(result.errorText.contains("an atomic cell made in an exploration was used by a thread"))
    }

    @Test func variable_usedAfterTheExploration_stopsWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let kept = Box<WatchedVariable<Int>?>(nil)
            try explore { kept.value = WatchedVariable(0) }
            kept.value?.write(1)
        }
        #expect(result.errorText.contains("a watched variable made in an exploration was used by a thread"))
    }

    @Test func unlock_ofWhatNobodyHolds_isMisuse() throws {
        let failure = try #require(throws: ExplorationFailure.self) { try explore { Lock().unlock() } }
        #expect(failure.kind == .misuse)
        #expect(failure.message == "main unlocked lock 1, which nobody held")
    }

    // MARK: What was asked for

    @Test func explore_withoutASchedule_stopsWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            try explore(schedules: 0) {}
        }
        #expect(result.errorText.contains("an exploration runs one schedule or more, not 0"))
    }

    @Test func explore_withFewerThanNoPreemption_stopsWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            try explore(preemptions: -1) {}
        }
        #expect(result.errorText.contains("an exploration allows no preemption or more, not -1"))
    }

    @Test func explore_withoutAStep_stopsWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            try explore(stepLimit: 0) {}
        }
        #expect(result.errorText.contains("a schedule has one step or more, not 0"))
    }

    /// Makes an object in the first schedule, and uses it in the second.
    private func expectMisuse<Object: Sendable>(
        _ make: @escaping @Sendable () -> Object,
        use: @escaping @Sendable (Object) -> Void
    ) throws {
        let kept = Box<Object?>(nil)
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.random(), schedules: 2) {
                let own = make()
                if let object = kept.value { use(object) } else { kept.value = own }
            }
        }
        #expect(failure.kind == .misuse, "\(failure)")
        #expect(failure.message.contains(Self.sentence), "\(failure)")
        #expect(failure.schedules == 2)
    }
}
