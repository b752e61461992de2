// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``Semaphore`` promises, in every interleaving.
@Suite struct SemaphoreContractTests {
    @Test func withPermit_ofTwo_letsTwoInAtATime() throws {
        try exhaust([1, 2], preemptions: 2) {
            let permits = Semaphore(value: 2)
            let inside = AtomicCell(0)
            let visit: @Sendable () -> Int = {
                permits.withPermit {
                    let number = inside.add(1)
                    inside.add(-1)
                    return number
                }
            }
            let threads = [NativeThread.spawn(visit), NativeThread.spawn(visit), NativeThread.spawn(visit)]
            let most = threads.map { $0.join() }.max() ?? 0
            expect(permits.value == 2, "a permit was lost")
            return most
        }
    }

    @Test func withPermit_ofOne_letsOneInAtATime() throws {
        try exhaust {
            let permit = Semaphore()
            let count = WatchedVariable(0)
            let increment: @Sendable () -> Void = { permit.withPermit { count.write(count.read() + 1) } }
            together(increment, increment)
            expect(count.read() == 2, "an increment was lost")
        }
    }

    @Test func withPermit_whoseBodyThrows_givesThePermitBack() throws {
        try exhaust {
            let permit = Semaphore()
            let other = NativeThread.spawn { permit.withPermit {} }
            let result = Result { try permit.withPermit { throw ContractError(number: 1) } }
            expectError(ContractError(number: 1), in: result)
            other.join()
            expect(permit.waitIfAvailable(), "a body that threw has kept the permit")
        }
    }

    @Test func signal_byAnotherThread_releasesWhoWaits() throws {
        try exhaust {
            let permits = Semaphore(value: 0)
            let value = WatchedVariable(0)
            let other = NativeThread.spawn {
                value.write(1)
                permits.signal()
            }
            permits.wait()
            expect(value.read() == 1, "what was done before the permit was given is not seen")
            other.join()
            expect(permits.value == 0)
        }
    }

    @Test func signalTwo_whileTwoWait_releasesBoth() throws {
        try exhaust {
            let permits = Semaphore(value: 0)
            let one = NativeThread.spawn { permits.wait() }
            let two = NativeThread.spawn { permits.wait() }
            permits.signal(2)
            one.join()
            two.join()
            expect(permits.value == 0)
        }
    }

    @Test func signal_twiceByTwoThreads_releasesTwo() throws {
        try exhaust {
            let permits = Semaphore(value: 0)
            let one = NativeThread.spawn { permits.signal() }
            let two = NativeThread.spawn { permits.signal() }
            permits.wait()
            permits.wait()
            one.join()
            two.join()
            expect(permits.value == 0)
        }
    }

    @Test func signal_ofOne_whileTwoWait_releasesOne() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.exhaustive) {
                let permits = Semaphore(value: 0)
                let one = NativeThread.spawn { permits.wait() }
                let two = NativeThread.spawn { permits.wait() }
                permits.signal()
                one.join()
                two.join()
            }
        }
        #expect([.deadlock, .lostWakeUp].contains(failure.kind))
    }

    @Test func waitForATime_whileAPermitIsGiven_takesItOrLeavesIt() throws {
        try exhaust([true, false]) {
            let permits = Semaphore(value: 0)
            let waiter = NativeThread.spawn { permits.wait(for: .seconds(30)) }
            permits.signal()
            let wasTaken = waiter.join()
            expect(permits.value == (wasTaken ? 0 : 1), "a permit was lost, or made up")
            return wasTaken
        }
    }

    @Test func waitForATime_overAsAPermitComes_leavesItToTheNext() throws {
        try exhaust([true, false]) {
            let permits = Semaphore(value: 0)
            let impatient = NativeThread.spawn {
                let wasTaken = permits.wait(for: .seconds(30))
                if wasTaken { permits.signal() }
                return wasTaken
            }
            let patient = NativeThread.spawn { permits.wait() }
            permits.signal()
            patient.join()
            return impatient.join()
        }
    }

    @Test func waitForATime_thatNobodySignals_isFalse() throws {
        try exhaust([false]) { Semaphore(value: 0).wait(for: .seconds(30)) }
    }

    @Test func waitForATime_withAPermitLeft_isTrue() throws {
        try exhaust([true]) { Semaphore().wait(for: .seconds(30)) }
    }

    @Test(arguments: [0, 1]) func waitIfAvailable_byTwo_takesWhatThereIs(_ value: Int) throws {
        try exhaust([value]) {
            let permits = Semaphore(value: value)
            let one = NativeThread.spawn { permits.waitIfAvailable() }
            let two = NativeThread.spawn { permits.wait(for: .zero) }
            return [one.join(), two.join()].count { $0 }
        }
    }

    @Test func waitIfAvailable_whileAPermitIsGiven_takesItOrNot() throws {
        try exhaust([true, false]) {
            let permits = Semaphore(value: 0)
            let other = NativeThread.spawn { permits.signal() }
            let isMine = permits.waitIfAvailable()
            other.join()
            expect(permits.value == (isMine ? 0 : 1))
            return isMine
        }
    }

    @Test func waitIfAvailable_beforeTheWokenOneRuns_mayTakeItsPermit() throws {
        // Without a preemption the other sleeps when the permit is given, and has not run when it is taken.
        try exhaust([true], preemptions: 0) {
            let permits = Semaphore(value: 0)
            let sleeper = NativeThread.spawn { permits.wait() }
            NativeThread.sleep(for: .seconds(1))
            permits.signal()
            let isMine = permits.waitIfAvailable()
            permits.signal()
            sleeper.join()
            return isMine
        }
    }

    @Test func signal_upToTheLimit_isAllowed() throws {
        try exhaust {
            let permits = Semaphore(value: 1, limit: 1)
            let visit: @Sendable () -> Void = { permits.withPermit {} }
            together(visit, visit)
            expect(permits.value == 1 && permits.limit == 1)
        }
    }
}
