// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``Event`` promises, in every interleaving.
@Suite struct EventContractTests {
    @Test func set_whileTwoWait_releasesBoth() throws {
        try exhaust {
            let event = Event()
            let value = WatchedVariable(0)
            let wait: @Sendable () -> Int = {
                event.wait()
                return value.read()
            }
            let one = NativeThread.spawn(wait)
            let two = NativeThread.spawn(wait)
            value.write(1)
            event.set()
            expect(one.join() == 1 && two.join() == 1, "released before the event was set")
        }
    }

    @Test func set_letsThroughAllWhoComeLater() throws {
        try exhaust {
            let event = Event()
            event.set()
            together({ event.wait() }, { event.wait() })
            event.wait()
            expect(event.isSet)
        }
    }

    @Test func wait_ofAnEventThatIsSetFromTheStart_returns() throws {
        try exhaust([true]) { Event(isSet: true).wait(for: .zero) }
    }

    @Test func wait_thatNobodySets_waitsForEver() throws {
        let failure = try #require(throws: ExplorationFailure.self) { try explore(.exhaustive) { Event().wait() } }
        #expect([.deadlock, .lostWakeUp].contains(failure.kind))
    }

    @Test func setAndClear_whileTwoAreAsleep_releasesBoth() throws {
        // Without a preemption both sleep when the event is set, and it is clear when they run again.
        try exhaust([false], preemptions: 0) {
            let event = Event()
            let one = NativeThread.spawn { event.wait() }
            let two = NativeThread.spawn { event.wait() }
            NativeThread.sleep(for: .seconds(1))
            event.set()
            event.clear()
            one.join()
            two.join()
            return event.isSet
        }
    }

    @Test func setAndClear_whileAnotherMayWait_releasesItOrNot() throws {
        try exhaust([true, false]) {
            let event = Event()
            let waiter = NativeThread.spawn { event.wait(for: .seconds(30)) }
            event.set()
            event.clear()
            return waiter.join()
        }
    }

    @Test func clear_afterSomebodyWasLetThrough_leavesThemThrough() throws {
        try exhaust([true, false]) {
            let event = Event(isSet: true)
            let passed = Event()
            let waiter = NativeThread.spawn {
                event.wait()
                passed.set()
            }
            passed.wait()
            event.clear()
            waiter.join()
            let other = NativeThread.spawn { event.set() }
            let isSet = event.wait(for: .seconds(30))
            other.join()
            return isSet
        }
    }

    @Test func set_twice_changesNothing() throws {
        try exhaust {
            let event = Event()
            together({ event.set() }, { event.set() })
            expect(event.isSet)
            event.clear()
            expect(!event.isSet, "a second set was remembered")
        }
    }

    @Test func waitForATime_whileAnotherSets_isSetOrNot() throws {
        try exhaust([true, false]) {
            let event = Event()
            let value = WatchedVariable(0)
            let waiter = NativeThread.spawn {
                let isSet = event.wait(for: .seconds(30))
                if isSet { expect(value.read() == 1, "what was done before the event was set is not seen") }
                return isSet
            }
            value.write(1)
            event.set()
            return waiter.join()
        }
    }

    @Test func waitForATime_asleepWhenSet_isTrue() throws {
        try exhaust([true], preemptions: 0) {
            let event = Event()
            let waiter = NativeThread.spawn { event.wait(for: .seconds(30)) }
            NativeThread.sleep(for: .seconds(1))
            event.set()
            return waiter.join()
        }
    }

    @Test func waitForATime_thatNobodySets_isFalse() throws {
        try exhaust([false]) { Event().wait(for: .seconds(30)) }
    }

    @Test func waitForZero_whileAnotherSets_onlyLooks() throws {
        try exhaust([true, false]) {
            let event = Event()
            let other = NativeThread.spawn { event.set() }
            let isSet = event.wait(for: .zero)
            other.join()
            return isSet
        }
    }

    @Test func isSet_seenTrue_showsWhatWasDoneBefore() throws {
        try exhaust([true, false]) {
            let event = Event()
            let value = WatchedVariable(0)
            let other = NativeThread.spawn {
                value.write(1)
                event.set()
            }
            let isSet = event.isSet
            if isSet { expect(value.read() == 1) }
            other.join()
            expect(event.isSet, "a set was lost")
            return isSet
        }
    }

    @Test func wait_inTwoRounds_handsOverTwice() throws {
        try exhaust {
            let (ping, pong) = (Event(), Event())
            let value = WatchedVariable(0)
            let other = NativeThread.spawn {
                ping.wait()
                value.write(value.read() + 1)
                pong.set()
            }
            value.write(1)
            ping.set()
            pong.wait()
            expect(value.read() == 2)
            other.join()
        }
    }
}
