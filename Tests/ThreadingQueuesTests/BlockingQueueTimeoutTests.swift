// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingQueues
import ThreadingTestSupport

/// A call that waits for a time, on a queue that makes it wait until it is satisfied.
struct QueueWait: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let makeQueue: @Sendable () -> BlockingQueue<Int>
    let wait: @Sendable (BlockingQueue<Int>, Duration?) throws -> Bool
    let satisfy: @Sendable (BlockingQueue<Int>) throws -> Void

    static let all = [
        QueueWait(
            testDescription: "put(_:for:)",
            makeQueue: { .holding([0], capacity: 1) },
            wait: { queue, duration in try queue.put(1, for: duration) },
            satisfy: { queue in _ = try queue.getIfAvailable() }
        ),
        QueueWait(
            testDescription: "get(for:)",
            makeQueue: { BlockingQueue() },
            wait: { queue, duration in try queue.get(for: duration) != nil },
            satisfy: { queue in _ = try queue.putIfAvailable(1) }
        ),
        QueueWait(
            testDescription: "join(for:)",
            makeQueue: { .holding([0]) },
            wait: { queue, duration in queue.join(for: duration) },
            satisfy: { queue in queue.taskDone() }
        ),
    ]
}

/// One rule for every wait: `nil` for ever, zero or less polls, too large is for ever.
@Suite struct BlockingQueueTimeoutTests {
    static let endless: [Duration?] = [nil, .seconds(Int64.max), .seconds(Int64.max / 1_000_000_000 + 1)]
    static let polling: [Duration] = [.zero, .nanoseconds(-1), .seconds(-3_600), .seconds(Int64.min)]
    static let passing: [Duration] = [.nanoseconds(1), .microseconds(50), Delay.short]

    /// X1, X2, X3, Z6.
    @Test(arguments: QueueWait.all, endless)
    func wait_withoutAnEnd_lastsUntilItIsSatisfied(call: QueueWait, duration: Duration?) async throws {
        let answer = try await onThread {
            let queue = call.makeQueue()
            let waiter = NativeThread.spawn { try call.wait(queue, duration) }
            waitUntilAsleep(waiter.thread, on: .queue)
            try call.satisfy(queue)
            return try waiter.join()
        }
        #expect(answer)
    }

    /// X2, Z6.
    @Test(arguments: QueueWait.all, polling)
    func wait_forZeroOrLess_onlyLooks(call: QueueWait, duration: Duration) async throws {
        let answer = try await onThread { try call.wait(call.makeQueue(), duration) }
        #expect(!answer)
    }

    /// X1.
    @Test(arguments: QueueWait.all, passing)
    func wait_forATimeThatPasses_isFalse(call: QueueWait, duration: Duration) async throws {
        let answer = try await onThread { try call.wait(call.makeQueue(), duration) }
        #expect(!answer)
    }

    /// X1, X2.
    @Test(arguments: QueueWait.all, endless + polling + passing)
    func wait_whenSatisfiedBefore_isTrueWhateverTheTime(call: QueueWait, duration: Duration?) async throws {
        let answer = try await onThread {
            let queue = call.makeQueue()
            try call.satisfy(queue)
            return try call.wait(queue, duration)
        }
        #expect(answer)
    }

    /// X4: a wait that is woken in vain goes on with what is left of its time.
    @Test func wait_thatIsWokenInVain_stillEnds() async throws {
        let outcome = try await onThread {
            let queue = BlockingQueue<Int>()
            let getter = NativeThread.spawn { queue.outcomeOfGet(for: Delay.short) }
            // Snatches what it wakes the getter for, until the getter has answered.
            while !getter.isFinished {
                try queue.put(1)
                _ = try queue.getIfAvailable()
            }
            return getter.join()
        }
        #expect(outcome == .nothingInTime || outcome == .got(1))
    }
}
