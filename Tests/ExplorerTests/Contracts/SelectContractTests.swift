// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingQueues

/// What a selection promises, in every interleaving: one operation, and what it does not do is left for others.
@Suite struct SelectContractTests {
    @Test(arguments: [0, 1]) func select_ofTwoQueues_takesBothInTheEnd(_ capacity: Int) throws {
        try exhaust(preemptions: 2) {
            let queues = [1, 2].map { _ in BlockingQueue<Int>(capacity: capacity) }
            let putter = NativeThread.spawn {
                try queues[0].put(1)
                try queues[1].put(2)
            }
            var sum = 0
            for _ in 0..<2 { try select { for queue in queues { queue.receiving { sum += $0 } } } }
            try putter.join()
            expect(sum == 3, "an element was lost or taken twice")
        }
    }

    /// A rendezvous between selections, each of which could do either of two operations.
    @Test func selections_ofBothSides_meetOnce() throws {
        try exhaust([1, 2], preemptions: 2) {
            let (one, two) = (BlockingQueue<Int>(capacity: 0), BlockingQueue<Int>(capacity: 0))
            let other = NativeThread.spawn {
                try select {
                    one.sending(1) { 1 }
                    two.sending(2) { 2 }
                }
            }
            let got = try select {
                two.receiving { $0 }
                one.receiving { $0 }
            }
            let sent = try other.join()
            expect(got == sent, "\(sent) was sent, and \(got) came")
            return got
        }
    }

    /// Two selections that each send to the other and receive from it: one way or the other, both do one operation.
    @Test func selections_thatSendAndReceive_meetOnce() throws {
        try exhaust(["there", "back"], preemptions: 2) {
            let (there, back) = (BlockingQueue<Int>(capacity: 0), BlockingQueue<Int>(capacity: 0))
            let other = NativeThread.spawn {
                try select {
                    there.receiving { _ in "there" }
                    back.sending(1) { "back" }
                }
            }
            let mine = try select {
                back.receiving { _ in "back" }
                there.sending(1) { "there" }
            }
            expect(try other.join() == mine, "each did something else")
            return mine
        }
    }

    @Test(arguments: [0, 1]) func select_thatGivesUp_losesNothing(_ capacity: Int) throws {
        try exhaust(["got", "nothing"]) {
            let queue = BlockingQueue<Int>(capacity: capacity)
            let putter = NativeThread.spawn { try queue.put(1, for: .seconds(1)) }
            let got = try select(for: .seconds(1)) { queue.receiving { $0 } }
            let isPut = try putter.join()
            let left = try queue.getIfAvailable()
            expect([got, left].compactMap(\.self).count == (isPut ? 1 : 0), "lost, or twice")
            return got == nil ? "nothing" : "got"
        }
    }

    /// A selection is told of an element that it does not take: whoever waits behind it is told.
    @Test func notification_thatIsNotUsed_reachesTheNext() throws {
        try exhaust(preemptions: 1) {
            let (one, two) = (BlockingQueue<Int>(), BlockingQueue<Int>())
            let getter = NativeThread.spawn { try two.get() }
            let selector = NativeThread.spawn {
                try select {
                    one.receiving { $0 }
                    two.receiving { $0 }
                }
            }
            try one.put(1)
            try two.put(2)
            // Whichever takes the 2, the other is served, and nobody sleeps beside an element.
            if try selector.join() == 2 { try two.put(3) }
            _ = try getter.join()
        }
    }

    @Test(arguments: [0, 1]) func close_whileASelectionWaits_endsIt(_ capacity: Int) throws {
        try exhaust {
            let queue = BlockingQueue<Int>(capacity: capacity)
            let closer = NativeThread.spawn { queue.close() }
            do {
                try select { queue.receiving { _ in } }
                expect(false, "there was nothing to take")
            } catch {
                expect(error as? QueueError == .closed)
            }
            closer.join()
        }
    }
}
