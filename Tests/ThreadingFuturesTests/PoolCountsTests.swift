// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

@testable import ThreadingFutures

/// The numbers of a pool, on one thread.
@Suite struct PoolCountsTests {
    private func counts(_ maximum: Int, capacity: Int? = nil) -> PoolCounts {
        PoolCounts(minimum: 0, maximum: maximum, capacity: capacity)
    }

    /// X17.
    @Test func wantsThread_whileNoneIsReadyForTheWork() {
        var counts = counts(2)
        #expect(!counts.wantsThread(queued: 0))
        #expect(counts.wantsThread(queued: 1))
        #expect(counts.addThread() == 1)
        // The fresh one is about to take it.
        #expect(!counts.wantsThread(queued: 1))
        #expect(counts.wantsThread(queued: 2))
        counts.threadIsReady()
        counts.idle += 1
        #expect(!counts.wantsThread(queued: 1))
        #expect(counts.wantsThread(queued: 2))
        #expect(counts.addThread() == 2)
        #expect(!counts.wantsThread(queued: 9))
        #expect(counts.largest == 2)
    }

    /// Ask 7: what a thread is about to take does not count.
    @Test(arguments: [0, 1, 5]) func isFull_whenTheCapacityWaitsBesidesWhatThreadsTake(capacity: Int) {
        var counts = counts(1, capacity: capacity)
        #expect(!counts.isFull(queued: capacity))
        #expect(counts.isFull(queued: capacity + 1))
        _ = counts.addThread()
        #expect(!counts.isFull(queued: capacity))
        #expect(counts.isFull(queued: capacity + 1))
        counts.threadIsReady()
        // Busy: there is no place beyond the capacity any more.
        #expect(counts.isFull(queued: capacity))
        counts.idle += 1
        #expect(!counts.isFull(queued: capacity))
    }

    /// Ask 7.
    @Test func isFull_withoutACapacity_isNever() {
        #expect(!counts(1).isFull(queued: .max))
    }

    /// X18, Z8: three in a row, and one that succeeds begins anew.
    @Test func givesUp_afterThreeFailuresInARow() {
        var counts = counts(1)
        func fail() {
            _ = counts.addThread()
            counts.threadFailed()
        }
        fail()
        fail()
        let early = (counts.retries, counts.givesUp())
        _ = counts.addThread()
        counts.threadIsReady()
        counts.threadLeaves()
        fail()
        fail()
        let afterSuccess = (counts.retries, counts.givesUp())
        fail()
        #expect(early == (true, false))
        #expect(afterSuccess == (true, false))
        #expect(!counts.retries)
        let atLast = counts.givesUp()
        #expect(atLast)
        #expect(counts.retries)
    }

    /// X18: while there is a thread, nothing is given up.
    @Test func givesUp_whileAThreadIsThere_isFalse() {
        var counts = counts(2)
        _ = counts.addThread()
        counts.threadIsReady()
        for _ in 0..<5 {
            _ = counts.addThread()
            counts.threadFailed()
        }
        let givesUp = counts.givesUp()
        #expect(!givesUp)
    }

    /// Z3: a refused thread is as if nobody had asked for it.
    @Test func threadWasRefused_takesTheThreadBack() {
        var counts = counts(1)
        _ = counts.addThread()
        counts.threadWasRefused()
        #expect(counts.living == 0 && counts.ready == 0 && counts.busy == 0)
        #expect(counts.wantsThread(queued: 1))
    }
}
