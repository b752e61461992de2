// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

@testable import ThreadingCore
@testable import ThreadingQueues

/// The ring, word by word: what comes of it in all schedules is what comes of a queue whose operations are one step each.
///
/// An element's move is no step of its own, but happens right after the step before it. That it comes before the stamp
/// that gives the slot away is for the stress tests to say, under Thread Sanitizer.
@Suite struct RingBufferExplorations {
    private typealias Ring = RingBuffer<ExploredElement, ExploredQueueWord>

    private static func ring(_ capacity: Int) -> @Sendable () -> Ring {
        { Ring(capacity: capacity) }
    }

    /// Two threads, in every schedule.
    private static let pairs: [QueueModel] = [
        // Put against put, with room for both and for one.
        QueueModel(threads: [[.put(1)], [.put(2)]], capacity: 2),
        QueueModel(threads: [[.put(1)], [.put(2)]], capacity: 1),
        // Put against take, with nothing there and when it is full.
        QueueModel(threads: [[.put(1)], [.take]], capacity: 1),
        QueueModel(before: [.put(0)], threads: [[.put(1)], [.take]], capacity: 1),
        QueueModel(before: [.put(0)], threads: [[.take], [.take]], capacity: 1),
        // A put that has returned is seen, and so is room.
        QueueModel(threads: [[.put(1), .take], [.put(2)]], capacity: 1),
        QueueModel(before: [.put(0)], threads: [[.take, .put(1)], [.take]], capacity: 1),
        // Round and round, at one slot and across the seam of a lap.
        QueueModel(threads: [[.put(1), .put(2)], [.take, .take]], capacity: 1),
        QueueModel(before: [.put(0), .take, .put(1)], threads: [[.put(2), .put(3)], [.take, .take]], capacity: 2),
        QueueModel(before: [.put(0), .take, .put(1), .take], threads: [[.put(2), .put(3)], [.take]], capacity: 3),
        // The close.
        QueueModel(threads: [[.put(1)], [.close, .put(2)]], capacity: 2),
        QueueModel(before: [.put(0)], threads: [[.put(1)], [.close]], capacity: 1),
        QueueModel(before: [.put(0)], threads: [[.take, .take], [.close]], capacity: 1),
        QueueModel(threads: [[.put(1), .put(2)], [.close, .take]], capacity: 2),
        // How many there are.
        QueueModel(threads: [[.put(1), .put(2)], [.count]], capacity: 2),
        QueueModel(before: [.put(0), .put(1)], threads: [[.take, .put(2)], [.count, .count]], capacity: 2),
        QueueModel(before: [.put(0)], threads: [[.put(1), .take], [.count]], capacity: 2),
    ]

    /// Q2, Q3, Q8.
    @Test(arguments: pairs) func twoThreads_everySchedule_doAsOneQueueWould(model: QueueModel) throws {
        try exhaust(model, Self.ring(model.capacity))
    }

    /// As they are inlined into those who use a queue; those with more steps have too many schedules.
    @Test(arguments: pairs.filter { $0.threads.joined().count <= 3 })
    func twoThreads_thatClaimFirst_doAsOneQueueWould(model: QueueModel) throws {
        try exhaust(model, Self.ring(model.capacity), preemptions: 3, isClaiming: true)
    }

    private static let triples: [QueueModel] = [
        QueueModel(threads: [[.put(1)], [.put(2)], [.take]], capacity: 1),
        QueueModel(before: [.put(0)], threads: [[.take], [.take], [.put(1)]], capacity: 2),
        QueueModel(before: [.put(0)], threads: [[.put(1)], [.take], [.close]], capacity: 1),
        QueueModel(before: [.put(0)], threads: [[.take], [.put(1)], [.count]], capacity: 1),
    ]

    /// Q2, Q3, Q8.
    @Test(arguments: triples)
    func threeThreads_everyScheduleWithTwoPreemptions_doAsOneQueueWould(model: QueueModel) throws {
        try exhaust(model, Self.ring(model.capacity), preemptions: 2)
    }

    /// Q8: emptied in steps, so a taker may come in between, but nothing is lost or there twice.
    @Test func closeImmediately_besideAPutAndATake_everyElementIsSomebodys() throws {
        try exhaust([[0], [0, 1]], Self.ring(2)) { buffer in
            _ = buffer.tryPut(0)
            let taker = NativeThread.spawn { buffer.tryTake() }
            let isPut = NativeThread.spawn { buffer.tryPut(1) == .put }
            guard case .left(var all) = buffer.does(.closeImmediately) else { return [] }
            if case .took(let number) = taker.join() { all.append(number) }
            expect(isPut.join() == all.contains(1), "it was put if and only if somebody has it")
            return all.sorted()
        }
    }

    // MARK: With waiting

    /// Q3: Dekker's argument: a taker that counts itself and looks, against a put that moves the tail and looks.
    @Test func take_thatWaits_besideAPut_sleepsForNothing() throws {
        try exhaust([.took(1)] as Set<QueueModel.Answer>, Self.ring(1)) { buffer in
            let taker = NativeThread.spawn { buffer.take() }
            _ = buffer.tryPut(1)
            return taker.join()
        }
    }

    /// Q2.
    @Test func put_thatWaits_besideATake_sleepsForNothing() throws {
        try exhaust([.took(1)] as Set<QueueModel.Answer>, Self.ring(1)) { buffer in
            _ = buffer.tryPut(0)
            let putter = NativeThread.spawn { buffer.put(1) }
            _ = buffer.tryTake()
            expect(putter.join() == .put)
            return buffer.tryTake()
        }
    }

    /// Q1, Q2, Q3: both sides wait by turns.
    @Test func threeElements_throughOneSlot_comeInOrder() throws {
        try exhaust([[1, 2, 3]], Self.ring(1), preemptions: 2) { buffer in
            let putter = NativeThread.spawn { for number in 1...3 { _ = buffer.put(number) } }
            var taken: [Int] = []
            while taken.count < 3, case .took(let number) = buffer.take() { taken.append(number) }
            putter.join()
            return taken
        }
    }

    /// Q3: each of two that sleep is woken for one of two elements.
    @Test func twoTakes_thatWait_besideTwoPuts_haveOneEach() throws {
        try exhaust([[1, 2], [2, 1]], Self.ring(2), preemptions: 2) { buffer in
            let takers = (0..<2).map { _ in NativeThread.spawn { buffer.take() } }
            for number in 1...2 { _ = buffer.tryPut(number) }
            return takers.map { taker in
                if case .took(let number) = taker.join() { number } else { 0 }
            }
        }
    }

    /// Q3, X4: whoever was notified just when it gave up leaves nothing behind that nobody was told of.
    @Test func take_withATimeout_besideAPut_hasItOrLeavesIt() throws {
        try exhaust([true, false], Self.ring(1)) { buffer in
            let taker = NativeThread.spawn { buffer.take(until: Deadline(after: .seconds(1))) }
            NativeThread.sleep(for: .seconds(1))
            _ = buffer.tryPut(1)
            let hasIt = taker.join() == .took(1)
            expect(buffer.rest() == (hasIt ? [] : [1]))
            return hasIt
        }
    }

    /// Q8.
    @Test func close_besideThoseThatWait_wakesThem() throws {
        try exhaust([.closed] as Set<QueueModel.Answer>, Self.ring(1)) { buffer in
            let taker = NativeThread.spawn { buffer.take() }
            buffer.buffer.close()
            return taker.join()
        }
        try exhaust([.closed] as Set<QueueModel.Answer>, Self.ring(1)) { buffer in
            _ = buffer.tryPut(0)
            let putter = NativeThread.spawn { buffer.put(1) }
            buffer.buffer.close()
            return putter.join()
        }
    }
}
