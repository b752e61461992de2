// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``Barrier``, ``Latch``, ``Once``, ``Lazy`` and several permits promise, in every interleaving.
@Suite struct MeetingContractTests {
    // MARK: Barrier

    @Test func barrier_releasesNobodyBeforeAllHaveCome() throws {
        try exhaust {
            let barrier = Barrier(parties: 2)
            let (one, two) = (WatchedVariable(0), WatchedVariable(0))
            let other = NativeThread.spawn {
                one.write(1)
                _ = try? barrier.wait()
                return two.read()
            }
            two.write(1)
            try barrier.wait()
            expect(one.read() == 1 && other.join() == 1, "one went on before the other had come")
        }
    }

    @Test func barrier_inTwoRounds_keepsStep() throws {
        try exhaust(preemptions: 2) {
            let barrier = Barrier(parties: 2)
            let rounds = AtomicCell(0)
            let work: @Sendable () -> Bool = {
                var isInStep = true
                for round in 1...2 {
                    rounds.add(1)
                    _ = try? barrier.wait()
                    if rounds.load() < 2 * round { isInStep = false }
                }
                return isInStep
            }
            let other = NativeThread.spawn(work)
            expect(work() && other.join(), "a thread is a round ahead")
        }
    }

    /// One that gives up breaks it for the other, or has met it: never one without the other.
    @Test func barrier_againstATimeThatIsOver_isMetByBothOrNone() throws {
        try exhaust([true, false]) {
            let barrier = Barrier(parties: 2)
            let other = NativeThread.spawn { (try? barrier.wait(for: .seconds(1))) != nil }
            let mine = (try? barrier.wait(for: .seconds(1))) != nil
            let theirs = other.join()
            expect(mine == theirs, "one met the other, and was not met")
            expect(barrier.isBroken == !mine)
            return mine
        }
    }

    @Test func barrier_againstAbort_isMetByBothOrNone() throws {
        try exhaust([true, false], preemptions: 2) {
            let barrier = Barrier(parties: 2)
            let other = NativeThread.spawn { (try? barrier.wait()) != nil }
            let aborter = NativeThread.spawn { barrier.abort() }
            let mine = (try? barrier.wait()) != nil
            aborter.join()
            expect(mine == other.join(), "one met the other, and was not met")
            return mine
        }
    }

    @Test func barrierAction_runsOnceBeforeAnybodyGoesOn() throws {
        try exhaust {
            let ran = WatchedVariable(0)
            let barrier = Barrier(parties: 2) { ran.write(ran.read() + 1) }
            let other = NativeThread.spawn {
                _ = try? barrier.wait()
                return ran.read()
            }
            try barrier.wait()
            expect(ran.read() == 1 && other.join() == 1)
        }
    }

    // MARK: Latch

    @Test func latch_opensWithTheLastAndShowsWhatAllDid() throws {
        try exhaust {
            let latch = Latch(count: 2)
            let values = [WatchedVariable(0), WatchedVariable(0)]
            let threads = values.map { value in
                NativeThread.spawn {
                    value.write(1)
                    latch.countDown()
                }
            }
            latch.wait()
            expect(values[0].read() + values[1].read() == 2, "open before all had happened")
            for thread in threads { thread.join() }
        }
    }

    @Test func latch_againstATime_opensOrNot() throws {
        try exhaust([true, false]) {
            let latch = Latch(count: 1)
            let counter = NativeThread.spawn { latch.countDown() }
            let isOpen = latch.wait(for: .seconds(1))
            counter.join()
            expect(latch.isOpen)
            return isOpen
        }
    }

    // MARK: Several permits

    @Test func semaphore_twoThatWantSeveral_bothGetThem() throws {
        try exhaust(preemptions: 2) {
            let semaphore = Semaphore(value: 2)
            let work: @Sendable () -> Void = {
                semaphore.wait(2)
                semaphore.signal(2)
            }
            let other = NativeThread.spawn(work)
            work()
            other.join()
            expect(semaphore.value == 2, "\(semaphore.value) permits are left")
        }
    }

    @Test func semaphore_severalAgainstATime_losesNoPermit() throws {
        try exhaust([true, false], preemptions: 2) {
            let semaphore = Semaphore(value: 1)
            let large = NativeThread.spawn { semaphore.wait(2, for: .seconds(1)) }
            semaphore.signal()
            let taken = large.join()
            expect(semaphore.value == (taken ? 0 : 2), "\(semaphore.value) permits are left")
            return taken
        }
    }

    // MARK: Once and Lazy

    @Test func once_runsOneBodyAndShowsWhatItDid() throws {
        try exhaust {
            let (once, value) = (Once(), WatchedVariable(0))
            let work: @Sendable () -> Int = {
                once.run { value.write(value.read() + 1) }
                return value.read()
            }
            let other = NativeThread.spawn(work)
            expect(work() == 1 && other.join() == 1, "it was done twice, or not yet")
        }
    }

    @Test func once_whoseFirstBodyThrows_isDoneByAnother() throws {
        try exhaust {
            let (once, tries) = (Once(), AtomicCell(0))
            let work: @Sendable () -> Bool = {
                (try? once.run { if tries.add(1) == 1 { throw ContractError(number: 1) } }) ?? false
            }
            let others = [NativeThread.spawn(work), NativeThread.spawn(work)]
            let done = others.count { $0.join() }
            expect(done == 1 && once.isDone && tries.load() == 2, "done \(done) times in \(tries.load()) tries")
        }
    }

    @Test func lazy_isMadeOnce() throws {
        try exhaust {
            let made = AtomicCell(0)
            let lazy = Lazy { made.add(1) }
            let other = NativeThread.spawn { lazy.value }
            expect(lazy.value == 1 && other.join() == 1)
        }
    }
}
