// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingQueues

/// What a queue without room promises, in every interleaving.
@Suite struct RendezvousContractTests {
    @Test func put_andGet_meet() throws {
        try exhaust {
            let queue = BlockingQueue<Int>(capacity: 0)
            let putter = NativeThread.spawn { try queue.put(1) }
            expect(try queue.get() == 1)
            try putter.join()
            expect(queue.unfinishedTasks == 1)
        }
    }

    @Test func putters_andGetters_meetEachOnce() throws {
        try exhaust(preemptions: 2) {
            let queue = BlockingQueue<Int>(capacity: 0)
            let putters = [1, 2].map { number in NativeThread.spawn { try queue.put(number) } }
            let sum = try queue.get() + queue.get()
            for putter in putters { try putter.join() }
            expect(sum == 3, "an element was lost or given twice")
        }
    }

    @Test func put_thatGivesUp_isNotTaken() throws {
        try exhaust(["met", "missed"]) {
            let queue = BlockingQueue<Int>(capacity: 0)
            let putter = NativeThread.spawn { try queue.put(1, for: .seconds(1)) }
            let got = try queue.get(for: .seconds(1))
            let isPut = try putter.join()
            expect(isPut == (got == 1), "put is \(isPut), and got is \(got ?? 0)")
            return isPut ? "met" : "missed"
        }
    }

    @Test func poll_meetsOnlyWhoWaits() throws {
        try exhaust(["met", "missed"]) {
            let queue = BlockingQueue<Int>(capacity: 0)
            let getter = NativeThread.spawn { try queue.get(for: .seconds(1)) }
            let isPut = try queue.putIfAvailable(1)
            expect(try (getter.join() == 1) == isPut, "the element was lost")
            return isPut ? "met" : "missed"
        }
    }

    @Test func close_whileAPutterAndAGetterCome_endsBothOrNeither() throws {
        try exhaust(["met", "closed"], preemptions: 2) {
            let queue = BlockingQueue<Int>(capacity: 0)
            let putter = NativeThread.spawn { (try? queue.put(1)) != nil }
            let getter = NativeThread.spawn { try? queue.get() }
            queue.close()
            let isPut = putter.join()
            expect(isPut == (getter.join() == 1), "the element was lost")
            return isPut ? "met" : "closed"
        }
    }

    @Test func stop_ofAPutterThatWaits_leavesNothing() throws {
        try exhaust(["met", "stopped"]) {
            let queue = BlockingQueue<Int>(capacity: 0)
            let putter = NativeThread.spawn { try queue.put(1, for: nil) }
            putter.thread.requestStop()
            let got = try queue.getIfAvailable()
            let isPut = try putter.join()
            expect(isPut == (got == 1), "put is \(isPut), and got is \(got ?? 0)")
            return isPut ? "met" : "stopped"
        }
    }
}
