// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// Threads that meet.
@Suite struct BarrierTests {
    struct Failure: Error {}

    /// How a thread came out of a barrier.
    enum Exit: Equatable, Sendable {
        case index(Int), broken, failed

        init(_ wait: () throws(BarrierError) -> Int) {
            do {
                self = .index(try wait())
            } catch {
                if case .actionFailed = error { self = .failed } else { self = .broken }
            }
        }
    }

    /// Threads that wait at the barrier, all but the last asleep.
    static func waiting(at barrier: Barrier, _ count: Int) -> [JoinHandle<Exit, Never>] {
        let threads = (0..<count).map { _ in
            NativeThread.spawn { Exit { () throws(BarrierError) in try barrier.wait() } }
        }
        for thread in threads { waitUntilAsleep(thread.thread, on: .barrier) }
        return threads
    }

    // MARK: Meeting

    /// B1, B2: one alone does not wait.
    @Test func wait_ofASingleParty_isZeroAtOnce() async throws {
        let indices = try await onThread {
            let barrier = Barrier(parties: 1)
            return [try barrier.wait(), try barrier.wait(for: .zero)]
        }
        #expect(indices == [0, 0])
    }

    /// B2: nobody goes on before the last has come, and each has a number of its own.
    @Test func wait_byAllParties_releasesThemWithTheirNumbers() async throws {
        let exits = try await onThread {
            let barrier = Barrier(parties: 4)
            let waiting = Self.waiting(at: barrier, 3)
            precondition(waiting.allSatisfy { !$0.isFinished } && barrier.waitingCount == 3)
            return [Exit { () throws(BarrierError) in try barrier.wait() }] + waiting.map { $0.join() }
        }
        #expect(exits.first == .index(3))
        #expect((0..<4).allSatisfy { exits.contains(.index($0)) })
    }

    /// B2: it serves again and again, and no thread is a round ahead.
    @Test func wait_inRounds_keepsAllInStep() async throws {
        let isInStep = try await onThread {
            let barrier = Barrier(parties: 3)
            let rounds = (0..<3).map { _ in AtomicCell(0) }
            let threads = (0..<3).map { who in
                NativeThread.spawn {
                    var isInStep = true
                    for round in 1...300 {
                        rounds[who].store(round)
                        _ = try? barrier.wait()
                        if !rounds.allSatisfy({ (round...round + 1).contains($0.load()) }) { isInStep = false }
                    }
                    return isInStep
                }
            }
            return threads.map { $0.join() }.allSatisfy { $0 }
        }
        #expect(isInStep)
    }

    /// B1: the action is run once a round, by the last, before anybody goes on.
    @Test func action_isRunOnceARoundBeforeTheRelease() async throws {
        let (runs, seen) = try await onThread {
            let runs = AtomicCell(0)
            let barrier = Barrier(parties: 3) { runs.add(1) }
            let threads = (0..<3).map { _ in
                NativeThread.spawn {
                    (1...50).map { _ in
                        _ = try? barrier.wait()
                        return runs.load()
                    }
                }
            }
            return (threads.map { $0.join() }, runs.load())
        }
        #expect(seen == 50)
        for run in runs { for (round, count) in zip(1..., run) { #expect((round...round + 1).contains(count)) } }
    }

    /// B1, Z10: the action runs under no lock: who looks at the barrier meanwhile does not wait.
    @Test func action_mayLookAtTheBarrier() async throws {
        let seen = try await onThread {
            let place = Locked<Barrier?>(nil)
            let seen = Locked<[Bool]>([])
            let barrier = Barrier(parties: 1) {
                guard let barrier = place.withLock({ $0 }) else { return }
                let isBroken = barrier.isBroken
                seen.withLock { $0.append(isBroken) }
            }
            place.withLock { $0 = barrier }
            try barrier.wait()
            _ = place.exchange(nil)
            return seen.withLock { $0 }
        }
        #expect(seen == [false])
    }

    // MARK: Breaking

    /// B2: a time that is over breaks it for all.
    @Test func wait_forATimeThatPasses_breaksItForAll() async throws {
        let (late, exits, isBroken) = try await onThread {
            let barrier = Barrier(parties: 3)
            let waiting = Self.waiting(at: barrier, 1)
            let late = Exit { () throws(BarrierError) in try barrier.wait(for: Delay.short) }
            return (late, waiting.map { $0.join() }, barrier.isBroken)
        }
        #expect(late == .broken)
        #expect(exits == [.broken])
        #expect(isBroken)
    }

    /// B2: also zero and less, unless the caller is the last.
    @Test(arguments: [.zero, .seconds(-1)] as [Duration])
    func wait_forZeroOrLess_breaksItUnlessLast(duration: Duration) async throws {
        let (last, first, isBroken) = try await onThread {
            let barrier = Barrier(parties: 2)
            let waiting = Self.waiting(at: barrier, 1)
            let last = Exit { () throws(BarrierError) in try barrier.wait(for: duration) }
            for thread in waiting { thread.join() }
            return (last, Exit { () throws(BarrierError) in try barrier.wait(for: duration) }, barrier.isBroken)
        }
        #expect(last == .index(1))
        #expect(first == .broken)
        #expect(isBroken)
    }

    /// B1: the barrier's own time is that of a wait without one.
    @Test func wait_atABarrierWithATime_breaksItThen() async throws {
        let exit = try await onThread {
            let barrier = Barrier(parties: 2, timeout: Delay.short)
            return Exit { () throws(BarrierError) in try barrier.wait() }
        }
        #expect(exit == .broken)
    }

    /// B2: who comes later is turned away.
    @Test func wait_whenBroken_throwsAtOnce() async throws {
        let exit = try await onThread {
            let barrier = Barrier(parties: 2)
            barrier.abort()
            return Exit { () throws(BarrierError) in try barrier.wait() }
        }
        #expect(exit == .broken)
    }

    /// B3: the error is the last one's, the others find it broken, and it stays so.
    @Test func action_thatThrows_breaksIt() async throws {
        let (last, exits, later) = try await onThread {
            let barrier = Barrier(parties: 3) { throw Failure() }
            let waiting = Self.waiting(at: barrier, 2)
            let last = Exit { () throws(BarrierError) in try barrier.wait() }
            let exits = waiting.map { $0.join() }
            return (last, exits, Exit { () throws(BarrierError) in try barrier.wait() })
        }
        #expect(last == .failed)
        #expect(exits == [.broken, .broken])
        #expect(later == .broken)
    }

    /// B4: those who wait leave, and it serves again.
    @Test func reset_turnsAwayWhoWaits_andServesAgain() async throws {
        let (exits, isBroken, again) = try await onThread {
            let barrier = Barrier(parties: 2)
            let waiting = Self.waiting(at: barrier, 1)
            barrier.reset()
            let exits = waiting.map { $0.join() }
            let isBroken = barrier.isBroken
            let other = Self.waiting(at: barrier, 1)
            let again = Exit { () throws(BarrierError) in try barrier.wait() }
            for thread in other { thread.join() }
            return (exits, isBroken, again)
        }
        #expect(exits == [.broken])
        #expect(!isBroken)
        #expect(again == .index(1))
    }

    /// B4: nobody waits: it only mends.
    @Test func reset_whenBroken_mendsIt() async throws {
        let exit = try await onThread {
            let barrier = Barrier(parties: 1)
            barrier.abort()
            barrier.reset()
            return Exit { () throws(BarrierError) in try barrier.wait() }
        }
        #expect(exit == .index(0))
    }

    /// B5.
    @Test func abort_turnsAwayWhoWaitsAndWhoComes() async throws {
        let (exits, later) = try await onThread {
            let barrier = Barrier(parties: 3)
            let waiting = Self.waiting(at: barrier, 2)
            barrier.abort()
            return (waiting.map { $0.join() }, Exit { () throws(BarrierError) in try barrier.wait() })
        }
        #expect(exits == [.broken, .broken])
        #expect(later == .broken)
    }

    /// B6.
    @Test func counts_tellWhoWaits() async throws {
        let counts = try await onThread {
            let barrier = Barrier(parties: 3)
            let before = barrier.waitingCount
            let waiting = Self.waiting(at: barrier, 2)
            let during = barrier.waitingCount
            barrier.abort()
            let after = barrier.waitingCount
            for thread in waiting { thread.join() }
            return [barrier.parties, before, during, after]
        }
        #expect(counts == [3, 0, 2, 0])
    }

    /// Z10: a thread that comes while the action of the round before runs has a time, too.
    @Test func wait_whileAnActionRuns_endsAtItsTime() async throws {
        let (late, first) = try await onThread {
            let (acts, mayEnd) = (Event(), Event())
            let barrier = Barrier(parties: 1) {
                acts.set()
                mayEnd.wait()
            }
            let leader = NativeThread.spawn { Exit { () throws(BarrierError) in try barrier.wait() } }
            acts.wait()
            let late = Exit { () throws(BarrierError) in try barrier.wait(for: Delay.short) }
            mayEnd.set()
            return (late, leader.join())
        }
        #expect(late == .broken)
        // All had come to the first round before.
        #expect(first == .index(0))
    }

    /// B1.
    @Test(arguments: [0, -1]) func parties_lessThanOne_stopsTheProgramWithASentence(parties: Int) async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            [parties] in _ = Barrier(parties: parties)
        }
        #expect(result.errorText.contains("a barrier is for one thread or more"))
    }

    /// B3: it would wait for itself.
    @Test func wait_inItsOwnAction_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let place = Locked<Barrier?>(nil)
                let barrier = Barrier(parties: 1) { _ = try place.withLock { $0 }?.wait() }
                place.withLock { $0 = barrier }
                _ = try? barrier.wait()
            }
        }
        #expect(result.errorText.contains("the action of a barrier waits at its own barrier"))
    }

    /// B2, 4.1.4: a thread that is asked to stop breaks it, as one that waits no longer.
    @Test func requestStop_ofOneThatWaits_breaksIt() async throws {
        let exits = try await onThread {
            let barrier = Barrier(parties: 3)
            let patient = Self.waiting(at: barrier, 1)
            let asked = NativeThread.spawn { Exit { () throws(BarrierError) in try barrier.wait(for: nil) } }
            waitUntilAsleep(asked.thread, on: .barrier)
            asked.requestStop()
            return [asked.join()] + patient.map { $0.join() }
        }
        #expect(exits == [.broken, .broken])
    }
}
