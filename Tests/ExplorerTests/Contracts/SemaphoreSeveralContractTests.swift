// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``Semaphore`` promises of several permits at once, in every interleaving.
@Suite struct SemaphoreSeveralContractTests {
    /// S2: a poll for more than there are takes none, not even for a moment: another's poll finds its permit.
    @Test func waitIfAvailable_forMoreThanThereAre_hidesNoneFromOthers() throws {
        try exhaust([true]) {
            let permits = Semaphore(value: 2)
            let large = NativeThread.spawn { permits.waitIfAvailable(3) }
            let isMine = permits.waitIfAvailable()
            expect(!large.join())
            expect(permits.value == (isMine ? 1 : 2), "a permit was lost, or made up")
            return isMine
        }
    }

    /// S2: nor from those who look at their number.
    @Test func waitIfAvailable_forMoreThanThereAre_leavesTheValue() throws {
        try exhaust([2]) {
            let permits = Semaphore(value: 2)
            let large = NativeThread.spawn { permits.waitIfAvailable(3) }
            let value = permits.value
            expect(!large.join())
            return value
        }
    }

    /// S2: a poll fails for want of permits, and not because another takes several.
    @Test func waitIfAvailable_byTwoForWhatThereIs_isTrueForBoth() throws {
        try exhaust([[true, true]]) {
            let permits = Semaphore(value: 4)
            let other = NativeThread.spawn { permits.waitIfAvailable(2) }
            let isMine = permits.waitIfAvailable(2)
            return [isMine, other.join()]
        }
    }

    /// S2: of what is there for one, one gets all of it and the other nothing.
    @Test func waitIfAvailable_byTwoForMoreThanThereIs_isTrueForOne() throws {
        try exhaust([1]) {
            let permits = Semaphore(value: 3)
            let other = NativeThread.spawn { permits.waitIfAvailable(2) }
            let isMine = permits.waitIfAvailable(2)
            return [isMine, other.join()].count { $0 }
        }
    }

    /// S2: two that wait for several never wait for each other's part.
    @Test func wait_byTwoForSeveral_letsBothThrough() throws {
        try exhaust(preemptions: 2) {
            let permits = Semaphore(value: 2)
            let visit: @Sendable () -> Void = { permits.withPermits(2) {} }
            together(visit, visit)
            expect(permits.value == 2, "a permit was lost, or made up")
        }
    }

    /// S2: whoever gives up gives back, and wakes the one whose permit it had.
    @Test func waitForATime_thatIsOverWhileCollecting_leavesItsPermitsToOthers() throws {
        try exhaust([true, false], preemptions: 2) {
            let permits = Semaphore(value: 1)
            let large = NativeThread.spawn { permits.wait(2, for: .seconds(30)) }
            let small = NativeThread.spawn { permits.wait() }
            permits.signal()
            let wasTaken = large.join()
            if wasTaken { permits.signal(2) }
            small.join()
            expect(permits.value == 1, "a permit was lost, or made up")
            return wasTaken
        }
    }

    /// S2.
    @Test func drain_againstAPoll_sharesOutWhatThereIs() throws {
        try exhaust([2, 3]) {
            let permits = Semaphore(value: 3)
            let other = NativeThread.spawn { permits.waitIfAvailable() }
            let drained = permits.drain()
            expect(drained + (other.join() ? 1 : 0) == 3 && permits.value == 0)
            return drained
        }
    }
}
